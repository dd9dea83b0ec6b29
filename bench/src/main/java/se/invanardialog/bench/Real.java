package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

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

  /** The replay has a service of its own: a night there need not count a whole archive again. */
  private static void run(RealData data, Findings findings) throws IOException {
    List<RealData.Real> petitions = data.ukPetitions();
    List<RealData.Real> proposals = data.madridProposals();
    List<RealData.Pair> pairs = data.duplicates();
    NavigableMap<Instant, Integer> hourly = data.hourly();
    Recall.byIndex(petitions, pairs, findings);
    through(
        findings,
        (service, crowd) -> {
          Importing importing = new Importing(service, crowd, findings);
          Map<String, String> ids = importing.published(proposals, petitions);
          Recall.byService(service, crowd, petitions, pairs, ids, findings);
          importing.refused(petitions, pairs);
          importing.check();
        });
    through(findings, (service, crowd) -> new Replaying(service, crowd, hourly, findings).run());
  }

  private static void through(Findings findings, BiConsumer<Service, Crowd> act) {
    try (Service service = Service.start("memory");
        Crowd crowd = new Crowd(service, 16)) {
      try {
        act.accept(service, crowd);
        recount(service, findings);
      } catch (RuntimeException fault) {
        findings.difference("Stopped by " + fault);
        fault.printStackTrace();
      }
      long resident = service.residentMegabytes();
      findings.say(
          "memory of the service: resident %d MB, heap after a collection %d MB",
          resident, service.heapMegabytes());
      if (!findings.clean()) {
        findings.say("The service's log: %s", service.log());
      }
    }
  }

  private static void recount(Service service, Findings findings) {
    try (Service.Client official = service.client()) {
      official.send("POST", "/local/run?schedule=Housekeeping", "");
      official.idle();
      JsonNode recount = official.get("/api/recount");
      findings.say("recount: %s", recount);
      findings.same("the recount differs in", 0L, recount.path("differing").asLong());
    }
  }
}
