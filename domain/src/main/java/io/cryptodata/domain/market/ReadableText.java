package io.cryptodata.domain.market;

/// Foreign text as it can be logged and shown: on one line, every character visible, of limited length.
public final class ReadableText {
    private static final int LONGEST = 80;

    private ReadableText() {}

    /// The text with everything but visible characters and blanks escaped as in Java source; only the first eighty
    /// characters of a longer text.
    public static String of(String text) {
        StringBuilder readable = new StringBuilder();
        text.substring(0, Math.min(text.length(), LONGEST)).codePoints().forEach(codePoint -> {
            if (codePoint == ' ' || isVisible(codePoint)) {
                readable.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    readable.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        return text.length() <= LONGEST
                ? readable.toString()
                : readable.append("... (").append(text.length()).append(" characters)").toString();
    }

    /// Whether every character is visible and none is a blank.
    public static boolean isVisible(String text) {
        return text.codePoints().allMatch(ReadableText::isVisible);
    }

    /// Whether a character takes up space and is no blank.
    static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !isBlankLetterOrMark(codePoint);
        };
    }

    /// Unicode's ignorable characters that are letters, marks or symbols by category: fillers and variation selectors.
    private static boolean isBlankLetterOrMark(int codePoint) {
        return switch (codePoint) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0 -> true;
            default -> codePoint >= 0x180b && codePoint <= 0x180f || codePoint >= 0xfe00 && codePoint <= 0xfe0f
                    || codePoint >= 0xe0100 && codePoint <= 0xe01ef;
        };
    }
}
