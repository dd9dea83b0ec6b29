package se.invanardialog.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a function said of a batch ({@code ReportBatchItemFailures}): the ids that failed, or that
 * all did, when the answer is not one that Lambda would take.
 */
public record BatchAnswer(boolean unreadable, Set<String> named) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static BatchAnswer read(byte[] response) {
    try {
      JsonNode failures = JSON.readTree(response).path("batchItemFailures");
      var named = new LinkedHashSet<String>();
      for (JsonNode failure : failures) {
        String id = failure.path("itemIdentifier").asText("");
        if (id.isEmpty()) {
          return new BatchAnswer(true, Set.of());
        }
        named.add(id);
      }
      return new BatchAnswer(false, named);
    } catch (IOException notJson) {
      return new BatchAnswer(true, Set.of());
    }
  }

  /** An id that was not in the batch makes all of it failed. */
  public Set<String> failedOf(Set<String> batch) {
    return unreadable || !batch.containsAll(named) ? batch : named;
  }
}
