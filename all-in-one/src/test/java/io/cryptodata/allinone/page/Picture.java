package io.cryptodata.allinone.page;

import com.microsoft.playwright.Page;

import java.nio.file.Path;

/// Pictures of the page, which the build leaves in `all-in-one/target/screenshots`.
final class Picture {
    private static final Path FOLDER = Path.of(System.getProperty("repository.root", ".."),
            "all-in-one/target/screenshots");

    private Picture() {}

    /// @param name what is seen, such as `pipeline-healthy`
    static void take(Page page, String name, Viewport viewport) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-" + viewport.label() + ".png")));
    }
}
