package se.invanardialog.local.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import se.invanardialog.local.StartProblem;
import se.invanardialog.local.isolated.clock.ClockAgent;
import se.invanardialog.local.isolated.clock.MovedClock;
import se.invanardialog.local.template.LambdaResource;
import se.invanardialog.local.time.MovableClock;

/** Makes functions of the zips that are deployed. */
public final class Isolation {
  /** Not Lambda's: they start sooner, which twelve at once on a laptop need more than speed. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", RuntimeClient.HOOKS);

  private final Path root;
  private final Path folder;
  private final String services;
  private final RuntimeClient client;
  private final Path agent;
  private final Path time;
  private final Map<String, Path> unpacked = new HashMap<>();

  /**
   * @param root that the template's zips are seen from
   * @param folder where they are unpacked
   * @param services the address of {@link Services}
   */
  public Isolation(Path root, Path folder, String services, MovableClock clock) {
    this.root = root;
    this.folder = folder;
    this.services = services;
    this.client = RuntimeClient.in(folder);
    this.agent = agent(folder.resolve("clock.jar"));
    this.time = folder.resolve("clock");
    clock.follow(this::write);
  }

  /** Starts it, and does not wait for it. */
  public IsolatedFunction start(LambdaResource resource) {
    Path code = unpacked.computeIfAbsent(resource.code(), this::unpack);
    var environment = new LinkedHashMap<>(resource.environment());
    environment.put("AWS_ENDPOINT_URL", services);
    var flags = new java.util.ArrayList<>(FLAGS);
    flags.add("-Xmx" + resource.memoryMegabytes() + "m");
    flags.add("-javaagent:" + agent + "=" + time);
    return new IsolatedFunction(
        resource,
        new Sandbox.Launch(
            client,
            resource.id(),
            code,
            resource.handler(),
            resource.snapshot(),
            List.of(),
            flags,
            environment));
  }

  private Path unpack(String zip) {
    Path file = root.resolve(zip);
    if (!Files.isRegularFile(file)) {
      throw new StartProblem("There is no " + file + ": build it with mvn package.");
    }
    return unpack(file, folder.resolve("code-" + unpacked.size()));
  }

  /** Unpacks a function's zip into a folder that is not there yet. */
  public static Path unpack(Path zip, Path folder) {
    try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && file.startsWith(folder)) {
          Files.createDirectories(Objects.requireNonNull(file.getParent()));
          Files.copy(entries, file);
        }
      }
      return folder;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path agent(Path jar) {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", ClockAgent.class.getName());
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String name : classes()) {
        out.putNextEntry(new JarEntry(name));
        try (InputStream in =
            Objects.requireNonNull(Isolation.class.getResourceAsStream("/" + name))) {
          in.transferTo(out);
        }
      }
      return jar;
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static List<String> classes() {
    String agent = ClockAgent.class.getName().replace('.', '/');
    return List.of(
        agent + ".class",
        agent + "$1.class",
        MovedClock.class.getName().replace('.', '/') + ".class");
  }

  private void write(Duration ahead) {
    try (var file = FileChannel.open(time, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(Long.BYTES).putLong(0, ahead.toMillis()), 0);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
