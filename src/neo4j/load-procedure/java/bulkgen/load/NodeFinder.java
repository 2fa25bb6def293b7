package bulkgen.load;

import java.util.HashMap;
import java.util.Map;
import org.neo4j.exceptions.KernelException;
import org.neo4j.internal.kernel.api.IndexQueryConstraints;
import org.neo4j.internal.kernel.api.IndexReadSession;
import org.neo4j.internal.kernel.api.NodeValueIndexCursor;
import org.neo4j.internal.kernel.api.PropertyIndexQuery;
import org.neo4j.internal.kernel.api.Read;
import org.neo4j.internal.schema.IndexDescriptor;
import org.neo4j.internal.schema.IndexType;
import org.neo4j.internal.schema.SchemaDescriptors;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.api.exceptions.Status;

/** Finds nodes by the value of a property that has a range index, such as the index of a uniqueness constraint. */
final class NodeFinder implements AutoCloseable {
    private final String label;
    private final String key;
    private final int keyToken;
    private final KernelTransaction kernel;
    private final Read read;
    private final IndexReadSession index;
    private final NodeValueIndexCursor cursor;
    private final Map<String, Long> found = new HashMap<>();

    NodeFinder(String label, String key, KernelTransaction kernel) throws KernelException {
        this.label = label;
        this.key = key;
        this.kernel = kernel;
        keyToken = kernel.tokenRead().propertyKey(key);
        read = kernel.dataRead();
        index = read.indexReadSession(findIndex());
        cursor = kernel.cursors().allocateNodeValueIndexCursor(kernel.cursorContext(), kernel.memoryTracker());
    }

    /** The node with this value. Throws a LoadException with the status EntityNotFound when it does not exist. */
    long find(String id) throws KernelException {
        Long known = found.get(id);
        if (known != null) return known;
        long node = seek(id);
        found.put(id, node);
        return node;
    }

    @Override
    public void close() {
        cursor.close();
    }

    private long seek(String id) throws KernelException {
        PropertyIndexQuery query = PropertyIndexQuery.exact(keyToken, id);
        read.nodeIndexSeek(kernel.queryContext(), index, cursor, IndexQueryConstraints.unconstrained(), query);
        if (cursor.next()) return cursor.nodeReference();
        String message = "Expected a node (:" + label + " {" + key + ": '" + id + "'}) to exist";
        throw new LoadException(message, Status.Statement.EntityNotFound);
    }

    private IndexDescriptor findIndex() {
        int labelToken = kernel.tokenRead().nodeLabel(label);
        if (labelToken >= 0 && keyToken >= 0) {
            IndexDescriptor descriptor = kernel.schemaRead()
                    .indexForSchemaAndIndexTypeNonTransactional(
                            SchemaDescriptors.forLabel(labelToken, keyToken), IndexType.RANGE);
            if (descriptor != IndexDescriptor.NO_INDEX) return descriptor;
        }
        throw new LoadException("Expected a range index or a uniqueness constraint on (:" + label + " {" + key + "})");
    }
}
