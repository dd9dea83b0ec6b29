package se.invanardialog.bench;

import se.invanardialog.local.Main;

/** The service, which ends with the bench that started it, however that ended. */
final class Attended {
  private Attended() {}

  public static void main(String[] arguments) {
    ProcessHandle bench = ProcessHandle.current().parent().orElseThrow();
    Thread.startVirtualThread(() -> {
      bench.onExit().join();
      System.exit(1);
    });
    Main.main(arguments);
  }
}
