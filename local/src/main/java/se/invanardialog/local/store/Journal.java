package se.invanardialog.local.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines that survive the process, also when it is killed: each is handed to the operating system
 * before {@link #append} returns. A line cut off by a kill is dropped when it is read again.
 */
public final class Journal implements AutoCloseable {
  private final @Nullable Path file;
  // A stream and not a channel: a channel is closed when its writer is interrupted.
  private @Nullable FileOutputStream out;
  private long bytes;

  private Journal(@Nullable Path file) {
    this.file = file;
  }

  /** Remembers nothing; for a service whose data is in memory. */
  public static Journal forgetful() {
    return new Journal(null);
  }

  public static Journal at(Path file) {
    return new Journal(file);
  }

  /** What was appended before, oldest first; to be called once, before the first append. */
  public synchronized List<String> open() {
    if (file == null) {
      return List.of();
    }
    try {
      var lines = new ArrayList<String>();
      if (Files.exists(file)) {
        String text = Files.readString(file);
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
      }
      rewrite(lines);
      return lines;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public synchronized void append(String line) {
    if (out == null) {
      return;
    }
    try {
      byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
      out.write(encoded);
      bytes += encoded.length;
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Replaces all lines at once. */
  public synchronized void rewrite(List<String> lines) {
    if (file == null) {
      return;
    }
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, lines);
      close();
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      out = new FileOutputStream(file.toFile(), true);
      bytes = Files.size(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public synchronized long bytes() {
    return bytes;
  }

  @Override
  public synchronized void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      out = null;
    }
  }
}
