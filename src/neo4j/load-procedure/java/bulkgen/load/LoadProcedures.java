package bulkgen.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.collections.api.factory.primitive.IntSets;
import org.eclipse.collections.api.map.primitive.IntObjectMap;
import org.eclipse.collections.api.set.primitive.IntSet;
import org.neo4j.exceptions.KernelException;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.Write;
import org.neo4j.internal.kernel.api.exceptions.EntityNotFoundException;
import org.neo4j.internal.kernel.api.exceptions.schema.ConstraintValidationException;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.api.exceptions.Status;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;
import org.neo4j.values.storable.TextValue;
import org.neo4j.values.storable.Value;

/**
 * Creates nodes and relationships from text whose form `Cells` describes. Everything happens in the transaction of the caller, so
 * the caller decides whether the rows exist. The procedures write through the kernel, which saves what Cypher spends on each row.
 */
public class LoadProcedures {
    private static final IntSet NONE = IntSets.immutable.empty();

    /** Public, because Neo4j sets it. */
    @Context
    public Transaction transaction;

    /** Neo4j reads public fields of a class like this one as the columns of a result. */
    public static final class Created {
        public final long rows;

        Created(long rows) {
            this.rows = rows;
        }
    }

    /** What `bulkgen.loadProcedure` returns. */
    public static final class Build {
        public final String source;
        public final String neo4j;

        Build(String source, String neo4j) {
            this.source = source;
            this.neo4j = neo4j;
        }
    }

    @Procedure(name = "bulkgen.loadProcedure", mode = Mode.READ)
    @Description("The checksum of the source of these procedures, and the version of Neo4j that they are compiled for.")
    public Stream<Build> describeBuild() {
        Package own = LoadProcedures.class.getPackage();
        return Stream.of(new Build(own.getImplementationVersion(), own.getSpecificationVersion()));
    }

    @Procedure(name = "bulkgen.createNodes", mode = Mode.WRITE)
    @Description("Creates a node of each row of the text. Its cells are the properties, in the order of the columns.")
    public Stream<Created> createNodes(
            @Name("text") String text,
            @Name("labels") List<String> labels,
            @Name("columns") List<String> columns,
            @Name("types") List<String> types)
            throws KernelException {
        return create(text, columns, types, (kernel, cells, properties) -> {
            int[] labelTokens = labelTokens(labels, kernel);
            Write write = kernel.dataWrite();
            while (cells.nextRow()) createNode(write, labelTokens, properties.read(cells));
        });
    }

    @Procedure(name = "bulkgen.createLinkedNodes", mode = Mode.WRITE)
    @Description("Creates nodes as bulkgen.createNodes does, and from each a relationship to the node with `endLabel` whose property "
            + "`endKey` is the cell of `endColumn`. That property needs a range index.")
    public Stream<Created> createLinkedNodes(
            @Name("text") String text,
            @Name("labels") List<String> labels,
            @Name("columns") List<String> columns,
            @Name("types") List<String> types,
            @Name("relationshipType") String relationshipType,
            @Name("endLabel") String endLabel,
            @Name("endKey") String endKey,
            @Name("endColumn") String endColumn)
            throws KernelException {
        return create(text, columns, types, (kernel, cells, properties) -> {
            int[] labelTokens = labelTokens(labels, kernel);
            int typeToken = kernel.tokenWrite().relationshipTypeGetOrCreateForName(relationshipType);
            int endToken = kernel.tokenWrite().propertyKeyGetOrCreateForName(endColumn);
            Write write = kernel.dataWrite();
            try (NodeFinder nodes = new NodeFinder(endLabel, endKey, kernel)) {
                while (cells.nextRow()) {
                    IntObjectMap<Value> values = properties.read(cells);
                    long end = nodes.find(values.get(endToken) instanceof TextValue id ? id.stringValue() : "");
                    write.relationshipCreate(createNode(write, labelTokens, values), typeToken, end);
                }
            }
        });
    }

    @Procedure(name = "bulkgen.createRelationships", mode = Mode.WRITE)
    @Description("Creates a relationship of each row of the text. Its first two cells name the start and the end node by the "
            + "property `endKey` of nodes with `endLabel`, which needs a range index. The other cells are the properties.")
    public Stream<Created> createRelationships(
            @Name("text") String text,
            @Name("type") String type,
            @Name("columns") List<String> columns,
            @Name("types") List<String> types,
            @Name("endLabel") String endLabel,
            @Name("endKey") String endKey)
            throws KernelException {
        return create(text, columns, types, (kernel, cells, properties) -> {
            int typeToken = kernel.tokenWrite().relationshipTypeGetOrCreateForName(type);
            Write write = kernel.dataWrite();
            try (NodeFinder nodes = new NodeFinder(endLabel, endKey, kernel)) {
                while (cells.nextRow()) {
                    long start = nodes.find(cells.nextText());
                    long end = nodes.find(cells.nextText());
                    long relationship = write.relationshipCreate(start, typeToken, end);
                    write.relationshipApplyChanges(relationship, properties.read(cells));
                }
            }
        });
    }

    /** Creates what the rows of a text describe. */
    private interface RowWriter {
        void write(KernelTransaction kernel, Cells cells, PropertyReader properties) throws KernelException;
    }

    /** Returns how many rows the writer has read. A refusal by a constraint has the code and the text that Cypher gives it. */
    private Stream<Created> create(String text, List<String> columns, List<String> types, RowWriter writer)
            throws KernelException {
        KernelTransaction kernel = ((InternalTransaction) transaction).kernelTransaction();
        Cells cells = new Cells(text);
        try {
            writer.write(kernel, cells, new PropertyReader(columns, types, kernel.tokenWrite()));
        } catch (ConstraintValidationException violation) {
            String message = violation.getUserMessage(kernel.tokenRead());
            throw new LoadException(message, Status.Schema.ConstraintValidationFailed);
        }
        return Stream.of(new Created(cells.row()));
    }

    private static long createNode(Write write, int[] labelTokens, IntObjectMap<Value> properties)
            throws ConstraintValidationException, EntityNotFoundException {
        long node = write.nodeCreateWithLabels(labelTokens);
        write.nodeApplyChanges(node, NONE, NONE, properties);
        return node;
    }

    /** The tokens in ascending order, as the kernel expects them. */
    private static int[] labelTokens(List<String> labels, KernelTransaction kernel) throws KernelException {
        int[] tokens = new int[labels.size()];
        kernel.tokenWrite().labelGetOrCreateForNames(labels.toArray(String[]::new), tokens);
        Arrays.sort(tokens);
        return tokens;
    }
}
