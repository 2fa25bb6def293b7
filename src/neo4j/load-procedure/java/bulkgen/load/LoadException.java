package bulkgen.load;

import org.neo4j.kernel.api.exceptions.Status;

/** Text that cannot be loaded. The client sees the status as the code of the error. */
final class LoadException extends RuntimeException implements Status.HasStatus {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    LoadException(String message) {
        this(message, Status.Statement.ArgumentError);
    }

    LoadException(String message, Status status) {
        super(message);
        this.status = status;
    }

    @Override
    public Status status() {
        return status;
    }
}
