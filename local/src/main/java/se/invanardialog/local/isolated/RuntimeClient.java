package se.invanardialog.local.isolated;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.StartProblem;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * What Lambda brings to a function: its runtime client, with the part of it that is not Java.
 *
 * @param library left to itself each process writes it to the same place, where others run it
 */
public record RuntimeClient(Path library) {
  /** A class of each jar. */
  private static final List<Class<?>> PROVIDED =
      List.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class);

  /** The JVM's flag that lets the runtime call what a function does around its snapshot. */
  public static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  private static final String LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /**
   * @param folder where the library is put
   * @throws StartProblem when there is none for this machine
   */
  public static RuntimeClient in(Path folder) {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String system = System.getProperty("os.name").equals("Linux") ? "linux" : "none";
    String name = "libaws-lambda-jni." + system + (arm ? "-aarch_64.so" : "-x86_64.so");
    try (@Nullable InputStream in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      if (in == null) {
        throw new StartProblem("Lambda's runtime client only runs on Linux.");
      }
      Path library = folder.resolve(name);
      Files.copy(in, library);
      return new RuntimeClient(library);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** The JVM's arguments that run a handler. */
  List<String> arguments(String handler) {
    return List.of(
        "-D" + LIBRARY + "=" + library,
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        PROVIDED.stream().map(RuntimeClient::jar).collect(Collectors.joining(File.pathSeparator)),
        AWSLambda.class.getName(),
        handler);
  }

  private static String jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
