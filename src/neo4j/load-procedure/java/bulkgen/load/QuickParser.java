package bulkgen.load;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.neo4j.values.storable.DateTimeValue;
import org.neo4j.values.storable.DateValue;
import org.neo4j.values.storable.Value;

/**
 * Parses the usual spellings of numbers and dates without a regular expression or a string for each cell. What is spelled
 * differently goes to the parsers of Java and Neo4j. They throw a RuntimeException for text that is not such a value.
 */
final class QuickParser {
    /** Below 2^53 a whole number is exact as a double, and so is a power of ten up to 10^22: one division rounds correctly. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private QuickParser() {}

    /** Quick for digits with at most one point, such as `-12.5`. */
    static double decimal(Cells cells) {
        int length = cells.length();
        boolean negative = length > 0 && cells.charAt(0) == '-';
        int at = negative ? 1 : 0;
        if (length - at > EXACT_DIGITS || at == length) return Double.parseDouble(cells.text());
        long digits = 0;
        int point = -1;
        for (; at < length; at++) {
            char character = cells.charAt(at);
            if (isDigit(character)) {
                digits = digits * 10 + character - '0';
            } else if (character == '.' && point < 0) {
                point = at;
            } else {
                return Double.parseDouble(cells.text());
            }
        }
        if (digits == 0) return Double.parseDouble(cells.text()); // minus zero, or a point alone
        double value = point < 0 ? digits : digits / POWERS_OF_TEN[length - 1 - point];
        return negative ? -value : value;
    }

    /** Quick for `2026-11-28`. */
    static Value date(Cells cells) {
        return cells.length() == 10 && isDay(cells) ? DateValue.date(day(cells)) : DateValue.parse(cells.text());
    }

    /** Quick for `2026-11-28T10:15:30Z`. A time without a zone is UTC. */
    static Value datetime(Cells cells) {
        if (cells.length() != 20 || !isDay(cells) || !isTimeInUtc(cells)) {
            return DateTimeValue.parse(cells.text(), () -> ZoneOffset.UTC);
        }
        int secondOfDay = number(cells, 11, 13) * 3_600 + number(cells, 14, 16) * 60 + number(cells, 17, 19);
        return DateTimeValue.datetime(day(cells).toEpochDay() * 86_400 + secondOfDay, 0, ZoneOffset.UTC);
    }

    private static boolean isDay(Cells cells) {
        return areDigits(cells, 0, 4)
                && cells.charAt(4) == '-'
                && areDigits(cells, 5, 7)
                && cells.charAt(7) == '-'
                && areDigits(cells, 8, 10);
    }

    private static boolean isTimeInUtc(Cells cells) {
        return cells.charAt(10) == 'T'
                && areDigits(cells, 11, 13)
                && number(cells, 11, 13) < 24
                && cells.charAt(13) == ':'
                && areDigits(cells, 14, 16)
                && number(cells, 14, 16) < 60
                && cells.charAt(16) == ':'
                && areDigits(cells, 17, 19)
                && number(cells, 17, 19) < 60
                && cells.charAt(19) == 'Z';
    }

    private static LocalDate day(Cells cells) {
        return LocalDate.of(number(cells, 0, 4), number(cells, 5, 7), number(cells, 8, 10));
    }

    private static int number(Cells cells, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) number = number * 10 + cells.charAt(at) - '0';
        return number;
    }

    private static boolean areDigits(Cells cells, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!isDigit(cells.charAt(at))) return false;
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
