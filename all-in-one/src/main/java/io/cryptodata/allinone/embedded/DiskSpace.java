package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Watches the free disk space, so that a full disk leads to one message and an orderly stop before the servers fail one
/// after the other. The restart policy leaves time to free space.
public final class DiskSpace implements Part {

    private static final int RUNNING_SHARE = 8;
    private static final long MEGABYTE = 1 << 20;

    private final DataFolder folder;
    private final DataFolder.FreeSpace freeSpace;
    private final long minimumFreeBytes;

    /// @param minimumFreeBytesToStart an eighth of what a start needs must stay free while running
    public DiskSpace(DataFolder folder, DataFolder.FreeSpace freeSpace, long minimumFreeBytesToStart) {
        this.folder = folder;
        this.freeSpace = freeSpace;
        this.minimumFreeBytes = minimumFreeBytesToStart / RUNNING_SHARE;
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
            throw new StartException(shortage());
        }
    }

    @Override
    public Health health() {
        return freeBytes() < minimumFreeBytes ? new Health.Down(shortage()) : Health.up();
    }

    private String shortage() {
        return "only " + freeBytes() / MEGABYTE + " MB are free on the disk of " + folder.root() + ", fewer than "
                + minimumFreeBytes / MEGABYTE + " MB: free some space";
    }

    private long freeBytes() {
        try {
            return freeSpace.bytesAt(folder.root());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the free disk space of " + folder.root(), failed);
        }
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
