package io.cryptodata.allinone.page;

import com.microsoft.playwright.options.ColorScheme;

import java.util.Locale;

/// How a page is looked at: the size of the window in CSS pixels, and the colours that its user prefers.
record Viewport(int width, int height, ColorScheme colours) {
    /// A laptop.
    static final Viewport DESK = new Viewport(1440, 900, ColorScheme.DARK);
    /// A telephone.
    static final Viewport PHONE = new Viewport(400, 800, ColorScheme.DARK);
    /// A large screen.
    static final Viewport WALL = new Viewport(3840, 2160, ColorScheme.DARK);

    Viewport light() {
        return new Viewport(width, height, ColorScheme.LIGHT);
    }

    /// For the name of a picture, such as `1440x900-dark`.
    String label() {
        return width + "x" + height + "-" + colours.name().toLowerCase(Locale.ROOT);
    }
}
