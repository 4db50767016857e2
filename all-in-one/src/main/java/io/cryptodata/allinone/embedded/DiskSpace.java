package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Watches the disk while everything runs, so that a disk that fills up ends in a sentence and an orderly stop and not
/// in servers that fail one after the other. There is time to free space before it is given up.
public final class DiskSpace implements Part {

    private static final int START_TO_RUNNING = 8;
    private static final long MEGABYTE = 1 << 20;

    private final DataFolder folder;
    private final DataFolder.FreeSpace freeSpace;
    private final long minimumFreeBytes;

    /// @param minimumFreeBytesToStart an eighth of what a start needs must stay free while running
    public DiskSpace(DataFolder folder, DataFolder.FreeSpace freeSpace, long minimumFreeBytesToStart) {
        this.folder = folder;
        this.freeSpace = freeSpace;
        this.minimumFreeBytes = minimumFreeBytesToStart / START_TO_RUNNING;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String describe() {
        return freeBytes() / MEGABYTE + " MB free in " + folder.root();
    }

    @Override
    public void start() {
        if (freeBytes() < minimumFreeBytes) {
            throw new StartException(complaint());
        }
    }

    @Override
    public Health health() {
        return freeBytes() < minimumFreeBytes ? new Health.Down(complaint()) : Health.up();
    }

    private String complaint() {
        return "only " + freeBytes() / MEGABYTE + " MB are free on the disk of " + folder.root() + ", fewer than "
                + minimumFreeBytes / MEGABYTE + " MB: free some space";
    }

    private long freeBytes() {
        try {
            return freeSpace.bytesAt(folder.root());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot ask how much disk is free at " + folder.root(), failed);
        }
    }

    /// Nothing runs that could be stopped.
    @Override
    public void close() {
        // nothing was opened
    }
}
