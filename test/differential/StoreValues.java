// Reads cells as the importer does, and answers what it would store. Arguments: a file of cases and a file for the answers.
// A case is a line of three texts with TABs between them: `normalize` or `exact`, the cell of the header, and the cell of the
// row. An answer is a line: `=` and the stored value as `type: text`, which is empty if there is none, or `!` and the reason why
// the importer refuses the cell. Texts have Java's escapes for TAB, line breaks and the backslash.
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.batchimport.api.input.IdType;
import org.neo4j.common.EntityType;
import org.neo4j.csv.reader.CharReadable;
import org.neo4j.csv.reader.CharSeeker;
import org.neo4j.csv.reader.CharSeekers;
import org.neo4j.csv.reader.Configuration;
import org.neo4j.csv.reader.Readables;
import org.neo4j.internal.batchimport.input.Groups;
import org.neo4j.internal.batchimport.input.csv.DataFactories;
import org.neo4j.internal.batchimport.input.csv.Header;
import org.neo4j.io.pagecache.context.CursorContext;
import org.neo4j.kernel.impl.store.DynamicRecordAllocator;
import org.neo4j.kernel.impl.store.PropertyStore;
import org.neo4j.kernel.impl.store.record.DynamicRecord;
import org.neo4j.kernel.impl.store.record.PropertyBlock;
import org.neo4j.memory.EmptyMemoryTracker;
import org.neo4j.values.storable.Value;
import org.neo4j.values.storable.Values;

public class StoreValues {
  /** A column, or the reason why the importer refuses it. */
  private record Column(Header.Entry entry, String refusal) {}

  private static final Method ENCODE = find(PropertyStore.class, "encodeValue", Object.class);
  private static final Method OPEN = find(CharSeekers.class, "charSeeker", CharReadable.class, Configuration.class, boolean.class);

  public static void main(String[] args) throws Exception {
    Map<String, Column> columns = new HashMap<>();
    List<String> answers = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] parts = line.split("\t", 3);
      Column column = columns.computeIfAbsent(parts[0] + "\t" + parts[1], StoreValues::readColumn);
      answers.add(escape(column.entry == null ? "!" + column.refusal : store(column.entry, parts[2].translateEscapes())));
    }
    Files.write(Path.of(args[1]), answers);
  }

  private static Column readColumn(String text) {
    String[] parts = text.split("\t");
    String cell = "\"" + parts[1].translateEscapes().replace("\"", "\"\"") + "\"";
    try (CharSeeker seeker = open(Readables.wrap("id:ID," + cell))) {
      Header.Factory factory = DataFactories.defaultFormatNodeFileHeader(() -> ZoneOffset.UTC, parts[0].equals("normalize"));
      Header header = factory.create(seeker, Configuration.COMMAS, IdType.STRING, new Groups());
      return new Column(header.entries()[1], null);
    } catch (Throwable refusal) {
      return new Column(null, nameReason(refusal));
    }
  }

  private static String store(Header.Entry entry, String cell) {
    char[] text = cell.toCharArray();
    try {
      Object extracted = entry.extractor().extract(text, 0, text.length, true, entry.optionalParameter());
      if (entry.extractor().isEmpty(extracted)) return "=";
      Value value = extracted instanceof Value storable ? storable : Values.of(extracted);
      Records records = new Records();
      call(ENCODE, new PropertyBlock(), 0, value, records, records, CursorContext.NULL_CONTEXT, EmptyMemoryTracker.INSTANCE, "v");
      Object stored = value.asObjectCopy();
      return "=" + nameType(stored.getClass()) + ": " + format(stored);
    } catch (Throwable refusal) {
      return "!" + nameReason(refusal);
    }
  }

  /** Records for values that do not fit into the record of a property. */
  private static class Records implements DynamicRecordAllocator {
    private long next;

    public int getRecordDataSize() {
      return 120;
    }

    public DynamicRecord nextRecord(CursorContext context) {
      DynamicRecord created = new DynamicRecord(next++);
      created.setInUse(true);
      return created;
    }
  }

  private static CharSeeker open(CharReadable text) throws Throwable {
    return (CharSeeker) call(OPEN, text, Configuration.COMMAS, false, EntityType.NODE);
  }

  /** A static method whose first parameters are of these types. Versions of Neo4j add parameters at the end. */
  private static Method find(Class<?> type, String name, Class<?>... first) {
    for (Method method : type.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      boolean fits = method.getName().equals(name) && types.length >= first.length;
      for (int at = 0; fits && at < first.length; at++) fits = first[at] == Object.class || types[at] == first[at];
      if (fits && !Arrays.asList(types).contains(java.util.function.BiFunction.class)) return method;
    }
    throw new IllegalStateException("There is no method " + name);
  }

  private static Object call(Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(null, Arrays.copyOf(arguments, method.getParameterCount()));
    } catch (java.lang.reflect.InvocationTargetException thrown) {
      throw thrown.getCause();
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

  private static String nameReason(Throwable refusal) {
    return refusal.getClass().getSimpleName() + ": " + refusal.getMessage();
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
