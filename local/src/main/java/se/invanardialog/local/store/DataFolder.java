package se.invanardialog.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.StartProblem;

/** Where a service keeps its data: a folder that only one service uses at a time, or memory. */
public final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final boolean lasting;
  private final @Nullable FileChannel lock;

  private DataFolder(Path folder, boolean lasting, @Nullable FileChannel lock) {
    this.folder = folder;
    this.lasting = lasting;
    this.lock = lock;
  }

  /** Leaves nothing behind. The outbox may grow large, so that it lies in a temporary folder. */
  public static DataFolder inMemory() {
    try {
      return new DataFolder(Files.createTempDirectory("invanardialog"), false, null);
    } catch (IOException failed) {
      throw new StartProblem("No temporary folder can be made: " + failed.getMessage(), failed);
    }
  }

  /**
   * @throws StartProblem when the folder can't be written or another service uses it
   */
  public static DataFolder at(Path folder) {
    @Nullable FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new DataFolder(folder, true, channel);
      }
    } catch (OverlappingFileLockException mine) {
      // Another service in this very process: the same answer as for another process.
    } catch (IOException unwritable) {
      throw new StartProblem(
          "The data folder can't be written: "
              + folder
              + " ("
              + unwritable.getClass().getSimpleName()
              + "). Choose another with -Ddata=FOLDER, or -Ddata=memory.",
          unwritable);
    }
    closeQuietly(channel);
    throw new StartProblem(
        "The data folder is used by another running service: "
            + folder
            + ". Stop that one, or choose another folder with -Ddata=FOLDER.");
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public Journal journal(String name) {
    return lasting ? Journal.at(folder.resolve(name + ".jsonl")) : Journal.forgetful();
  }

  /** A file to append to and read from, that lasts as long as the data. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The database's file; none for memory. */
  public Optional<Path> database() {
    return lasting ? Optional.of(folder.resolve("table.db")) : Optional.empty();
  }

  @Override
  public void close() {
    closeQuietly(lock);
    if (!lasting) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException left) {
        throw new UncheckedIOException(left);
      }
    }
  }
}
