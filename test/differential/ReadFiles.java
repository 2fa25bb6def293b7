// Reads files as the importer does, and answers what it would import. Arguments: a file of cases and a file for the answers. A
// case is a line of three texts with TABs between them: options of neo4j-admin as `name=value` with spaces between them, the node
// file, and the relationship file, both in hexadecimal digits, or `-` for none. An answer is a line: `=` and the numbers of nodes,
// relationships, property values, labels of nodes and bad entries, or `!` and the reason why the importer refuses the files.
// Which nodes exist is decided here, as the importer's id mapper would.
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.batchimport.api.InputIterable;
import org.neo4j.batchimport.api.InputIterator;
import org.neo4j.batchimport.api.input.Collector;
import org.neo4j.batchimport.api.input.IdType;
import org.neo4j.batchimport.api.input.InputChunk;
import org.neo4j.batchimport.api.input.InputEntityVisitor;
import org.neo4j.batchimport.api.input.PropertySizeCalculator;
import org.neo4j.common.EntityType;
import org.neo4j.csv.reader.Configuration;
import org.neo4j.internal.batchimport.input.InputEntityDecorators;
import org.neo4j.internal.batchimport.input.csv.CsvInput;
import org.neo4j.internal.batchimport.input.csv.DataFactories;
import org.neo4j.internal.batchimport.input.csv.DataFactory;
import org.neo4j.memory.EmptyMemoryTracker;

public class ReadFiles {
  private static final class Refusal extends RuntimeException {
    Refusal(String reason) {
      super(reason);
    }
  }

  /** Before 2025, a relationship without a type is accepted if no relationship before it has one. */
  private static final boolean TAKES_UNTYPED =
      Arrays.stream(Configuration.Builder.class.getMethods()).noneMatch(method -> method.getName().equals("withVectorDelimiter"));

  /** From 2026 on, an id of one number is not the same as its digits. */
  private static final boolean PACKS_NUMBERS = !TAKES_UNTYPED;

  private final Map<String, String> options;
  private final Set<Object> ids = new HashSet<>();
  private boolean hasTypes;
  private long nodes;
  private long relationships;
  private long properties;
  private long labels;
  private long badEntries;

  private ReadFiles(Map<String, String> options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("bulkgen-read-files");
    Path[] files = {folder.resolve("nodes.csv"), folder.resolve("relationships.csv")};
    List<String> answers = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] parts = line.split("\t", -1);
      Map<String, String> options = new HashMap<>();
      for (String option : parts[0].split(" ")) {
        int sign = option.indexOf('=');
        if (sign > 0) options.put(option.substring(0, sign), option.substring(sign + 1));
      }
      for (int file = 0; file < 2; file++) {
        if (!parts[file + 1].equals("-")) Files.write(files[file], HexFormat.of().parseHex(parts[file + 1]));
      }
      answers.add(
          new ReadFiles(options).read(parts[1].equals("-") ? null : files[0], parts[2].equals("-") ? null : files[1]));
    }
    for (Path file : files) Files.deleteIfExists(file);
    Files.delete(folder);
    Files.write(Path.of(args[1]), answers);
  }

  private String read(Path nodeFile, Path relationshipFile) {
    try {
      CsvInput input = open(nodeFile, relationshipFile);
      call(input, "validateAndEstimate", createProxy(PropertySizeCalculator.class, (method, args) -> null));
      readAll(input.nodes(createCollector()), false);
      readAll(input.relationships(createCollector()), true);
      return "=%d %d %d %d %d".formatted(nodes, relationships, properties, labels, badEntries);
    } catch (Throwable thrown) {
      Throwable cause = thrown;
      while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
      String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
      return "!" + reason.substring(0, Math.min(200, reason.length())).replaceAll("\\s+", " ");
    }
  }

  private CsvInput open(Path nodeFile, Path relationshipFile) throws Exception {
    Configuration.Builder builder = Configuration.COMMAS.toBuilder();
    if (isSet("multiline-fields")) call(builder, "withLegacyMultilineBehaviour");
    builder
        .withTrimStrings(isSet("trim-strings"))
        .withLegacyStyleQuoting(isSet("legacy-style-quoting"))
        .withEmptyQuotedStringsAsNull(isSet("ignore-empty-strings"))
        .withQuotationCharacter(options.getOrDefault("quote", "\"").charAt(0))
        .withBufferSize(1 << 12); // a default buffer takes longer to allocate than a file to read
    var charset = Charset.forName(options.getOrDefault("input-encoding", "UTF-8"));
    var idType = IdType.valueOf(options.getOrDefault("id-type", "string").toUpperCase());
    boolean normalizes = !"false".equals(options.get("normalize-types"));
    return new CsvInput(
        listFiles(nodeFile, charset),
        DataFactories.defaultFormatNodeFileHeader(() -> ZoneOffset.UTC, normalizes),
        listFiles(relationshipFile, charset),
        DataFactories.defaultFormatRelationshipFileHeader(() -> ZoneOffset.UTC, normalizes),
        idType,
        builder.build(),
        false,
        CsvInput.NO_MONITOR,
        EmptyMemoryTracker.INSTANCE);
  }

  private static List<DataFactory> listFiles(Path file, Charset charset) {
    return file == null ? List.of() : List.of(DataFactories.data(InputEntityDecorators.NO_DECORATOR, charset, file));
  }

  private void readAll(InputIterable rows, boolean areRelationships) throws Exception {
    try (InputIterator iterator = rows.iterator()) {
      InputChunk chunk = iterator.newChunk();
      InputEntityVisitor visitor = createVisitor(areRelationships);
      while (iterator.next(chunk)) while (chunk.next(visitor)) ;
    }
  }

  private Collector createCollector() {
    return createProxy(Collector.class, (method, args) -> {
      if (!method.getName().startsWith("collect")) return null;
      String option = switch (method.getName()) {
        case "collectExtraColumns" -> "ignore-extra-columns";
        case "collectInvalidID" -> args[3] == EntityType.NODE ? "skip-duplicate-nodes" : "skip-bad-relationships";
        default -> "none";
      };
      if (!isSet(option)) throw new Refusal(method.getName());
      badEntries++;
      return null;
    });
  }

  private InputEntityVisitor createVisitor(boolean areRelationships) {
    Map<String, Object> row = new HashMap<>();
    Set<String> rowLabels = new HashSet<>();
    long[] values = {0};
    return createProxy(InputEntityVisitor.class, (method, args) -> {
      switch (method.getName()) {
        case "property" -> {
          if (args[0] == null) throw new Refusal("a property without a name");
          values[0]++;
        }
        case "labels" -> rowLabels.addAll(Arrays.asList((String[]) args[0]));
        case "id", "startId", "endId" -> {
          Object key = createKey(args[0], method.getName().equals("id"));
          row.put(method.getName(), args.length == 1 ? key : List.of(key, args[1].toString()));
        }
        case "type" -> row.put("type", args[0]);
        case "removedLabels", "removedProperties" -> throw new Refusal("a change of what exists");
        case "applicationMode" -> {
          if (!args[0].toString().equals("CREATE")) throw new Refusal("a change of what exists");
        }
        case "endOfEntity" -> {
          if (areRelationships ? addRelationship(row) : addNode(row, rowLabels)) properties += values[0];
        }
        default -> {}
      }
      if (method.getName().equals("endOfEntity") || method.getName().equals("reset")) {
        row.clear();
        rowLabels.clear();
        values[0] = 0;
      }
      return null;
    });
  }

  /** What the id mapper compares. It finds no list, date or time that a relationship refers to. */
  private Object createKey(Object id, boolean isNode) {
    boolean isWhole = id instanceof Long || id instanceof Integer || id instanceof Short || id instanceof Byte;
    if (isWhole && (PACKS_NUMBERS || options.containsKey("id-type"))) {
      long number = ((Number) id).longValue();
      if (number < 0 || number >= 1L << 56) throw new Refusal("a number that does not fit: " + number);
      return number;
    }
    boolean isComparable = !id.getClass().isArray() && (isNode || !(id instanceof Temporal));
    return isComparable ? id.toString() : new Object();
  }

  private boolean addNode(Map<String, Object> row, Set<String> rowLabels) {
    if (row.get("id") != null && !ids.add(row.get("id"))) return skip("skip-duplicate-nodes", row);
    nodes++;
    labels += rowLabels.size();
    return true;
  }

  private boolean addRelationship(Map<String, Object> row) {
    hasTypes |= row.get("type") != null;
    boolean hasType = row.get("type") != null || (TAKES_UNTYPED && !hasTypes);
    if (!hasType || !ids.contains(row.get("startId")) || !ids.contains(row.get("endId"))) {
      return skip("skip-bad-relationships", row);
    }
    relationships++;
    return true;
  }

  private boolean skip(String option, Map<String, Object> row) {
    if (!isSet(option)) throw new Refusal("a bad row: " + row);
    badEntries++;
    return false;
  }

  private boolean isSet(String option) {
    return "true".equals(options.get(option));
  }

  private interface Answer {
    Object to(Method method, Object[] args);
  }

  private static <T> T createProxy(Class<T> type, Answer answer) {
    return type.cast(Proxy.newProxyInstance(ReadFiles.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
      answer.to(method, args);
      Class<?> result = method.getReturnType();
      if (result == boolean.class) return true;
      if (result == int.class) return 0;
      return result == long.class ? 0L : null;
    }));
  }

  /** Calls a method whose parameters differ between the versions: with a value, and with each kind of entity. */
  private static void call(Object target, String name, Object... values) throws Exception {
    Method method = Arrays.stream(target.getClass().getMethods()).filter(found -> found.getName().equals(name)).findFirst().get();
    boolean hasKinds = Arrays.asList(method.getParameterTypes()).contains(EntityType.class);
    for (EntityType kind : hasKinds ? EntityType.values() : new EntityType[] {EntityType.NODE}) {
      Object[] args = Arrays.stream(method.getParameterTypes())
          .map(type -> Arrays.stream(values).filter(type::isInstance).findFirst().orElse(type == int.class ? 1 : kind))
          .toArray();
      try {
        method.invoke(target, args);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause() instanceof Exception cause ? cause : thrown;
      }
    }
  }
}
