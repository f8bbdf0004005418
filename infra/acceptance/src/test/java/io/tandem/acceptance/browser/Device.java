package io.tandem.acceptance.browser;

/** The screens that the pages are looked at on. */
enum Device {
    PHONE(390, 844),
    DESKTOP(1280, 800);

    final int width;
    final int height;

    Device(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
