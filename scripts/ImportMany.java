// Runs many imports in one JVM, which saves the start of a JVM for each. Arguments: a Neo4j home, and a file that lists one
// argument file of neo4j-admin on each line. A `+` before a line asks for what was stored as property `v`. Prints a line for
// each import: exit code, TAB, the last line of output that says something, and, on request, TAB and the values.
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;

public class ImportMany {
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      boolean isRead = line.startsWith("+");
      var words = new ByteArrayOutputStream();
      int code;
      try (var out = new PrintStream(words, true, StandardCharsets.UTF_8)) {
        System.setOut(out);
        System.setErr(out);
        var fs = new DefaultFileSystemAbstraction();
        var context = new ExecutionContext(home, home.resolve("conf"), out, out, fs);
        code = AdminTool.execute(context, "@" + (isRead ? line.substring(1) : line));
      } catch (Throwable thrown) {
        code = 70;
        words.write(String.valueOf(thrown).getBytes(StandardCharsets.UTF_8));
      }
      System.setErr(stderr);
      String values = isRead && code == 0 ? "\t" + escape(readValues(home)) : "";
      stdout.println(code + "\t" + escape(words.toString(StandardCharsets.UTF_8)) + values);
      stdout.flush();
    }
    System.exit(0);
  }

  /** Property `v` of the one node that was imported: `type: value`, or nothing. */
  private static String readValues(Path home) {
    var server = new DatabaseManagementServiceBuilder(home).build();
    try (var transaction = server.database("neo4j").beginTx(); var nodes = transaction.getAllNodes()) {
      Object value = nodes.iterator().next().getProperty("v", null);
      return value == null ? "" : nameType(value.getClass()) + ": " + format(value);
    } finally {
      server.shutdown();
    }
  }

  private static String nameType(Class<?> type) {
    return type.isArray() ? nameType(type.getComponentType()) + "[]" : type.getSimpleName();
  }

  private static String format(Object value) {
    if (!value.getClass().isArray()) return value.toString();
    var texts = new ArrayList<String>();
    for (int at = 0; at < Array.getLength(value); at++) texts.add(format(Array.get(value, at)));
    return String.join(";", texts);
  }

  private static String escape(String text) {
    return text.replace('\n', '\u0001').replace('\r', ' ').replace('\t', '\u0002');
  }
}
