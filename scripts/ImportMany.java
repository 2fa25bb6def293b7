// Runs many imports in one JVM, for each would else spend its time starting. Arguments: a Neo4j home, and a file with one
// argument file of neo4j-admin a line; prints a line for each: exit code, TAB, the last words that say something.
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;

public class ImportMany {
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    PrintStream stdout = System.out;
    for (String file : Files.readAllLines(Path.of(args[1]))) {
      var words = new ByteArrayOutputStream();
      int code;
      try (var out = new PrintStream(words, true, StandardCharsets.UTF_8)) {
        System.setOut(out);
        System.setErr(out);
        var fs = new DefaultFileSystemAbstraction();
        code = AdminTool.execute(new ExecutionContext(home, home.resolve("conf"), out, out, fs), "@" + file);
      } catch (Throwable thrown) {
        code = 70;
        words.write(String.valueOf(thrown).getBytes(StandardCharsets.UTF_8));
      }
      stdout.println(code + "\t" + words.toString(StandardCharsets.UTF_8).replace('\n', '\u0001').replace('\r', ' '));
      stdout.flush();
    }
    System.exit(0);
  }
}
