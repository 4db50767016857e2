package io.cryptodata.allinone.cli.output;

/// Text of foreign origin on a terminal: a line end is shown as `\n`, other control characters as their escape.
public final class PlainText {
    private static final int SOME_ESCAPES = 8;

    private PlainText() {}

    public static String of(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + SOME_ESCAPES);
        text.chars().forEach(c -> shown.append(escaped((char) c)));
        return shown.toString();
    }

    private static String escaped(char character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> Character.isISOControl(character)
                    ? "\\u%04x".formatted((int) character)
                    : String.valueOf(character);
        };
    }
}
