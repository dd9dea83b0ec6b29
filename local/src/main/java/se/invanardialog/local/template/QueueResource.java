package se.invanardialog.local.template;

import java.time.Duration;

/**
 * A queue as the template describes it.
 *
 * @param deadLetters ARN of the queue that takes what was received too often; may be empty
 * @param mostReceives after which a message goes there; 0 when there is no such queue
 */
public record QueueResource(
    String id,
    String url,
    String arn,
    Duration visibility,
    Duration delay,
    String deadLetters,
    int mostReceives) {}
