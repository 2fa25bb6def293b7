package bulkgen.load;

/**
 * Walks the cells of a text. U+001E stands between rows and U+001F between the cells of a row. U+001D alone is the cell of a value
 * that does not exist, because an empty cell is an empty string. Nothing is quoted.
 */
final class Cells {
    private static final char NO_VALUE = '\u001d';
    private static final char ROW_END = '\u001e';
    private static final char CELL_END = '\u001f';

    private final String text;
    /** Where the next cell starts. */
    private int position;
    /** Whether the current row has another cell. */
    private boolean hasMore;
    private int row;
    private int start;
    private int end;

    Cells(String text) {
        this.text = text;
    }

    /** Goes to the next row and returns true, or false after the last one. All cells of the current row must be read. */
    boolean nextRow() {
        if (hasMore) throw new LoadException("Expected row " + row + " to have fewer cells");
        if (position >= text.length()) return false;
        row++;
        hasMore = true;
        return true;
    }

    /** Goes to the next cell of the row. */
    void next() {
        if (!hasMore) throw new LoadException("Expected row " + row + " to have more cells");
        int length = text.length();
        int at = position;
        while (at < length && !isSeparator(text.charAt(at))) at++;
        start = position;
        end = at;
        hasMore = at < length && text.charAt(at) == CELL_END;
        position = at + 1;
    }

    /** Goes to the next cell of the row and returns it. */
    String nextText() {
        next();
        return text();
    }

    /** The number of the current row, from 1; after the last row, how many there are. */
    int row() {
        return row;
    }

    boolean isEmpty() {
        return start == end;
    }

    boolean hasValue() {
        return end - start != 1 || text.charAt(start) != NO_VALUE;
    }

    int length() {
        return end - start;
    }

    /** A character of the current cell. */
    char charAt(int index) {
        return text.charAt(start + index);
    }

    String text() {
        return text.substring(start, end);
    }

    /** The cell as a whole number. Throws NumberFormatException. */
    long wholeNumber() {
        return Long.parseLong(text, start, end, 10);
    }

    private static boolean isSeparator(char character) {
        return character == CELL_END || character == ROW_END;
    }
}
