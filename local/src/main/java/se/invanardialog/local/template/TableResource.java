package se.invanardialog.local.template;

import java.util.List;
import java.util.Map;

/**
 * The table as the template describes it.
 *
 * @param stream the stream view type; empty when there is no stream
 * @param expiry the attribute items expire by; may be empty
 */
public record TableResource(
    String id,
    String name,
    String arn,
    Map<String, String> attributes,
    KeyNames key,
    List<Index> indexes,
    String stream,
    String expiry) {

  /**
   * @param range may be empty
   */
  public record KeyNames(String hash, String range) {}

  public record Index(String name, KeyNames key, String projection) {}
}
