package io.cryptodata.domain.market;

import org.jspecify.annotations.Nullable;

/// Which text is accepted as a currency in a unified symbol. The symbol is part of Kafka keys, of unique keys in SQL and of
/// what people type, so that every character must be visible, and no currency contains what separates currencies.
final class CurrencyName {
    /// In UTF-16 units; the longest name in use has less than half as many.
    static final int LONGEST = 64;

    private CurrencyName() {}

    /// Why a text is not accepted as a currency; null if it is.
    static @Nullable String problem(String name) {
        if (name.isEmpty()) {
            return "a currency is missing";
        }
        if (name.length() > LONGEST) {
            return "a currency has " + name.length() + " characters, more than " + LONGEST;
        }
        int refused = name.codePoints().filter(codePoint -> !isAccepted(codePoint)).findFirst().orElse(-1);
        return refused < 0
                ? null
                : "the currency '%s' contains U+%04X, which is a separator or not visible"
                        .formatted(ReadableText.of(name), refused);
    }

    private static boolean isAccepted(int codePoint) {
        return codePoint < 0x80
                ? codePoint > ' ' && codePoint < 0x7f && codePoint != '/' && codePoint != ':'
                : ReadableText.isVisible(codePoint) && !isLikeASeparator(codePoint);
    }

    /// Slashes and colons of other scripts, which look like those of a unified symbol.
    private static boolean isLikeASeparator(int codePoint) {
        return switch (codePoint) {
            case 0x2044, 0x2215, 0x2236, 0x29f8, 0xa789, 0xfe13, 0xfe55, 0xff0f, 0xff1a -> true;
            default -> false;
        };
    }
}
