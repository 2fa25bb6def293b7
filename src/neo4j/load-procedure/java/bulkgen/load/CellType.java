package bulkgen.load;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.neo4j.values.storable.DateTimeValue;
import org.neo4j.values.storable.DateValue;
import org.neo4j.values.storable.DurationValue;
import org.neo4j.values.storable.LocalDateTimeValue;
import org.neo4j.values.storable.LocalTimeValue;
import org.neo4j.values.storable.PointValue;
import org.neo4j.values.storable.TimeValue;
import org.neo4j.values.storable.Value;
import org.neo4j.values.storable.Values;

/** How the text of a cell becomes a property value. The names are those of neo4j-admin. */
enum CellType {
    STRING("string", cells -> Values.stringValue(cells.text())),
    INT("int", cells -> Values.longValue(cells.wholeNumber())),
    LONG("long", INT.reader),
    FLOAT("float", cells -> Values.doubleValue(QuickParser.decimal(cells))),
    DOUBLE("double", FLOAT.reader),
    BOOLEAN("boolean", cells -> Values.booleanValue(isTrue(cells.text()))),
    DATE("date", QuickParser::date),
    DATETIME("datetime", QuickParser::datetime),
    LOCALDATETIME("localdatetime", cells -> LocalDateTimeValue.parse(cells.text())),
    TIME("time", cells -> time(cells.text())),
    LOCALTIME("localtime", cells -> LocalTimeValue.parse(cells.text())),
    DURATION("duration", cells -> DurationValue.parse(cells.text())),
    POINT("point", cells -> PointValue.parse(cells.text())),
    STRINGS("string[]", cells -> Values.stringArray(elements(cells))),
    INTS("int[]", cells -> Values.longArray(Stream.of(elements(cells)).mapToLong(Long::parseLong).toArray())),
    LONGS("long[]", INTS.reader),
    FLOATS("float[]", cells -> Values.doubleArray(Stream.of(elements(cells)).mapToDouble(Double::parseDouble).toArray())),
    DOUBLES("double[]", FLOATS.reader),
    BOOLEANS("boolean[]", CellType::booleans),
    DATES("date[]", cells -> Values.dateArray(temporals(cells, DateValue::parse, LocalDate[]::new))),
    DATETIMES("datetime[]", cells -> Values.dateTimeArray(temporals(cells, CellType::datetime, ZonedDateTime[]::new))),
    LOCALDATETIMES(
            "localdatetime[]",
            cells -> Values.localDateTimeArray(temporals(cells, LocalDateTimeValue::parse, LocalDateTime[]::new))),
    TIMES("time[]", cells -> Values.timeArray(temporals(cells, CellType::time, OffsetTime[]::new))),
    LOCALTIMES(
            "localtime[]", cells -> Values.localTimeArray(temporals(cells, LocalTimeValue::parse, LocalTime[]::new))),
    DURATIONS("duration[]", cells -> Values.durationArray(parseAll(cells, DurationValue::parse, DurationValue[]::new))),
    POINTS("point[]", cells -> Values.pointArray(parseAll(cells, PointValue::parse, PointValue[]::new))),
    /** A cell that becomes no property. */
    IGNORE("IGNORE", cells -> null);

    private final String typeName;
    private final Function<Cells, Value> reader;

    CellType(String typeName, Function<Cells, Value> reader) {
        this.typeName = typeName;
        this.reader = reader;
    }

    /** The type that a header of neo4j-admin names, with or without options: `int`, `point{crs:WGS-84}`. */
    static CellType of(String header) {
        String name = header.contains("{") ? header.substring(0, header.indexOf('{')) : header;
        for (CellType type : values()) {
            if (type.typeName.equals(name)) return type;
        }
        throw new LoadException("Expected the type of a column, such as `string` or `int`, got `" + header + "`");
    }

    String typeName() {
        return typeName;
    }

    /** The value of the current cell. Throws RuntimeException for text that is not such a value. */
    Value read(Cells cells) {
        return reader.apply(cells);
    }

    private static Value booleans(Cells cells) {
        String[] elements = elements(cells);
        boolean[] booleans = new boolean[elements.length];
        for (int index = 0; index < elements.length; index++) booleans[index] = isTrue(elements[index]);
        return Values.booleanArray(booleans);
    }

    private static Value datetime(String text) {
        return DateTimeValue.parse(text, () -> ZoneOffset.UTC);
    }

    private static Value time(String text) {
        return TimeValue.parse(text, () -> ZoneOffset.UTC);
    }

    private static <T> T[] temporals(Cells cells, Function<String, Value> parser, IntFunction<T[]> array) {
        return Stream.of(elements(cells)).map(text -> parser.apply(text).asObject()).toArray(array);
    }

    private static <T> T[] parseAll(Cells cells, Function<String, T> parser, IntFunction<T[]> array) {
        return Stream.of(elements(cells)).map(parser).toArray(array);
    }

    private static String[] elements(Cells cells) {
        return cells.isEmpty() ? new String[0] : cells.text().split(";", -1);
    }

    private static boolean isTrue(String text) {
        if (text.equals("true")) return true;
        if (text.equals("false")) return false;
        throw new IllegalArgumentException(text);
    }
}
