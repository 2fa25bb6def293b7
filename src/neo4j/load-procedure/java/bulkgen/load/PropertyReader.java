package bulkgen.load;

import java.util.List;
import org.eclipse.collections.api.factory.primitive.IntObjectMaps;
import org.eclipse.collections.api.map.primitive.IntObjectMap;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;
import org.neo4j.exceptions.KernelException;
import org.neo4j.internal.kernel.api.TokenWrite;
import org.neo4j.values.storable.Value;

/** Reads the cells of a row as properties. */
final class PropertyReader {
    private final List<String> columns;
    private final CellType[] types;
    private final int[] keys;

    PropertyReader(List<String> columns, List<String> types, TokenWrite tokens) throws KernelException {
        if (columns.size() != types.size()) {
            throw new LoadException("Expected a type for each of " + columns.size() + " columns, got " + types.size());
        }
        this.columns = columns;
        this.types = types.stream().map(CellType::of).toArray(CellType[]::new);
        this.keys = new int[this.types.length];
        for (int column = 0; column < keys.length; column++) {
            if (this.types[column] != CellType.IGNORE) {
                keys[column] = tokens.propertyKeyGetOrCreateForName(columns.get(column));
            }
        }
    }

    /** The properties of the rest of the row by the token of their key. */
    IntObjectMap<Value> read(Cells cells) {
        MutableIntObjectMap<Value> properties = IntObjectMaps.mutable.ofInitialCapacity(keys.length);
        for (int column = 0; column < keys.length; column++) {
            cells.next();
            if (types[column] != CellType.IGNORE && cells.hasValue()) properties.put(keys[column], readValue(cells, column));
        }
        return properties;
    }

    private Value readValue(Cells cells, int column) {
        try {
            return types[column].read(cells);
        } catch (RuntimeException misfit) {
            String place = "column `" + columns.get(column) + "` of row " + cells.row();
            String expected = "Expected " + place + " to be of type " + types[column].typeName();
            throw new LoadException(expected + ", got `" + cells.text() + "`");
        }
    }
}
