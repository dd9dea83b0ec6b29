package se.invanardialog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Real suggestions and real signatures through the whole service, as residents and moderators send
 * them. Ends with 1 when anything comes out otherwise than it went in.
 */
public final class Real {
  private Real() {}

  /**
   * @param arguments the data folder
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
      System.err.println("bench/real DATA_FOLDER: the folder with the real data, such as it is");
      System.exit(2);
    }
    Findings findings = new Findings();
    Instant started = Instant.now();
    RealData data = new RealData(Path.of(arguments[0]), findings);
    run(data, findings);
    findings.say(
        "%nThe whole run took %d s.", Duration.between(started, Instant.now()).toSeconds());
    System.exit(findings.end());
  }

  private static void run(RealData data, Findings findings) throws IOException {
    List<RealData.Real> petitions = data.ukPetitions();
    List<RealData.Real> proposals = data.madridProposals();
    List<RealData.Pair> pairs = data.duplicates();
    Recall.byIndex(petitions, pairs, findings);
    try (Service service = Service.start("memory");
        Crowd crowd = new Crowd(service, 16)) {
      try {
        Importing importing = new Importing(service, crowd, findings);
        Map<String, String> ids = importing.published(proposals, petitions);
        Recall.byService(service, crowd, petitions, pairs, ids, findings);
        importing.refused(petitions, pairs);
        importing.check();
        new Replaying(service, crowd, data.hourly(), findings).run();
      } catch (RuntimeException fault) {
        findings.difference("Stopped by " + fault);
        fault.printStackTrace();
      }
      findings.heading("Memory of the service at the end");
      long resident = service.residentMegabytes();
      findings.say(
          "resident %d MB, heap after a collection %d MB", resident, service.heapMegabytes());
      if (!findings.clean()) {
        findings.say("The service's log: %s", service.log());
      }
    }
  }
}
