package se.invanardialog.core;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Letter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** All that a function meets outside itself, faked: time, queue, mail, text messages, a key. */
public final class Outside {
  public static final String BASE_URL = "https://dialog.havstad.example";
  private static final Pattern LINK = Pattern.compile("https://\\S+");

  private final List<String> queued = new ArrayList<>();
  private final List<SendEmailRequest> mails = new ArrayList<>();
  private final List<PublishRequest> texts = new ArrayList<>();
  private Consumer<SendEmailRequest> beforeMail = mail -> {};
  private Consumer<SendEmailRequest> afterMail = mail -> {};
  private Consumer<PublishRequest> beforeText = text -> {};
  private Consumer<PublishRequest> afterText = text -> {};
  private Consumer<String> beforeQueue = body -> {};
  private volatile Instant now;

  public Outside(Instant now) {
    this.now = now;
  }

  public InstantSource time() {
    return () -> now;
  }

  public Instant now() {
    return now;
  }

  public void at(Instant moment) {
    now = moment;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Without a store: tests hand a table over themselves. */
  public Platform platform() {
    return platform(new NoStore());
  }

  public Platform platform(DynamoDbClient store) {
    return platform(store, new Parameters());
  }

  public Platform platform(SsmClient parameters) {
    return platform(new NoStore(), parameters);
  }

  private Platform platform(DynamoDbClient store, SsmClient parameters) {
    return new Platform(
        Map.ofEntries(
            Map.entry("TABLE", "table"),
            Map.entry("DELIVERIES", "queue"),
            Map.entry("BASE_URL", BASE_URL),
            Map.entry("MAIL_FROM", "dialog@havstad.example"),
            Map.entry("SMS_FROM", "Havstad"),
            Map.entry("SESSION_KEY", "session"),
            Map.entry("PSEUDONYM_KEY", "pseudonym"),
            Map.entry("SMS_IN_KEY", "sms-in"),
            Map.entry("SIGN_IN", "/session/sign-in"),
            Map.entry("SIGN_OUT", "/session/sign-out")),
        time(),
        store,
        new Queue(),
        new Mail(),
        new Telephone(),
        parameters);
  }

  /** What lies on the queue, oldest first; it is gone then. */
  public synchronized List<String> takeQueued() {
    var taken = List.copyOf(queued);
    queued.clear();
    return taken;
  }

  /** The letters among what lies on the queue. */
  public synchronized List<Letter> queuedLetters() {
    return queued.stream()
        .map(body -> Deliveries.read(body).letter())
        .filter(letter -> letter != null)
        .toList();
  }

  /** What the mail service was handed, oldest first. */
  public synchronized List<SendEmailRequest> mails() {
    return List.copyOf(mails);
  }

  public void beforeMail(Consumer<SendEmailRequest> act) {
    beforeMail = act;
  }

  public void afterMail(Consumer<SendEmailRequest> act) {
    afterMail = act;
  }

  /** The text messages that were handed over, oldest first. */
  public synchronized List<PublishRequest> texts() {
    return List.copyOf(texts);
  }

  public void beforeText(Consumer<PublishRequest> act) {
    beforeText = act;
  }

  public void afterText(Consumer<PublishRequest> act) {
    afterText = act;
  }

  public void beforeQueue(Consumer<String> act) {
    beforeQueue = act;
  }

  /** The paths of our own links in a letter, in order. */
  public static List<String> paths(Letter letter) {
    return LINK.matcher(letter.text())
        .results()
        .map(link -> link.group())
        .filter(link -> link.startsWith(BASE_URL))
        .map(link -> URI.create(link).getRawPath())
        .toList();
  }

  /** The last part of the first link of this kind, such as {@code confirm}. */
  public static String token(Letter letter, String kind) {
    return paths(letter).stream()
        .filter(path -> path.startsWith("/" + kind + "/"))
        .map(path -> path.substring(kind.length() + 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No link to " + kind + " in:\n" + letter.text()));
  }

  private synchronized void queue(String body) {
    beforeQueue.accept(body);
    queued.add(body);
  }

  private final class Queue implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      queue(request.messageBody());
      return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      if (request.entries().isEmpty() || request.entries().size() > 10) {
        throw new IllegalArgumentException("A batch has 1 to 10 messages");
      }
      request.entries().forEach(entry -> queue(entry.messageBody()));
      return SendMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private final class Mail implements SesV2Client {
    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
      synchronized (Outside.this) {
        beforeMail.accept(request);
        mails.add(request);
        afterMail.accept(request);
      }
      return SendEmailResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sesv2";
    }

    @Override
    public void close() {}
  }

  private final class Telephone implements SnsClient {
    @Override
    public PublishResponse publish(PublishRequest request) {
      synchronized (Outside.this) {
        beforeText.accept(request);
        texts.add(request);
        afterText.accept(request);
      }
      return PublishResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sns";
    }

    @Override
    public void close() {}
  }

  private static final class Parameters implements SsmClient {
    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      byte[] key = new byte[32];
      key[0] = (byte) request.name().length();
      return GetParameterResponse.builder()
          .parameter(one -> one.value(Base64.getEncoder().encodeToString(key)))
          .build();
    }

    @Override
    public String serviceName() {
      return "ssm";
    }

    @Override
    public void close() {}
  }

  private static final class NoStore implements DynamoDbClient {
    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
