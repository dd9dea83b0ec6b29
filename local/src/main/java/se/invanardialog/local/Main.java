package se.invanardialog.local;

import java.time.Duration;
import java.time.Instant;

/** Starts the service and says where to click. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try {
      Options options = Options.of(System.getProperties());
      LocalService service = LocalService.start(options);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    service.close();
                    System.out.println("Stopped.");
                  },
                  "stop"));
      System.out.println(welcome(service, options));
    } catch (StartProblem problem) {
      System.err.println();
      System.err.println("Can't start: " + problem.getMessage());
      System.err.println();
      System.exit(1);
    }
  }

  private static String welcome(LocalService service, Options options) {
    String base = service.baseUrl().toString();
    String demo =
        service.time().instant().isBefore(Instant.now().minus(Duration.ofDays(1)))
            ? "\n      A demo town is being filled in; until then the clock shows the past.\n"
            : "";
    return """

    Invånardialog is running; Ctrl-C stops it.

      Residents    %1$s/
      Officials    %1$s/local/sign-in
      Outbox       %1$s/local/outbox
      Telephone    %1$s/local/phone
      Clock        %1$s/local/clock
      OpenAPI      %1$s/api/openapi.yaml

      Data         %2$s
    """
            .formatted(
                base,
                options
                    .data()
                    .map(java.nio.file.Path::toString)
                    .orElse("in memory, gone when stopped"))
        + demo;
  }
}
