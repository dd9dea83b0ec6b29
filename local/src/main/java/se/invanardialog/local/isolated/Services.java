package se.invanardialog.local.isolated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.http.Front;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The services of AWS over HTTP, for functions in processes of their own: each call is made to the
 * client that the function would have had in this process. Who calls is told by the access key.
 */
public final class Services implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CALLER = Pattern.compile("Credential=(\\w+)/");
  private static final String SEND_EMAIL = "POST /v2/email/outbound-emails";

  private record Client(Class<?> api, Object real) {}

  private final Front front = Front.forFunctions();
  private final Map<String, Platform> platforms;

  /**
   * @param platforms by the function's id
   */
  public Services(Map<String, Platform> platforms) {
    this.platforms = Map.copyOf(platforms);
    front.start(this::answer);
  }

  public String address() {
    return "http://127.0.0.1:" + front.port();
  }

  private Answer answer(Exchange exchange) {
    var caller = CALLER.matcher(exchange.header("authorization").orElse(""));
    @Nullable Platform platform = caller.find() ? platforms.get(caller.group(1)) : null;
    if (platform == null) {
      return error(403, JSON.createObjectNode(), "UnrecognizedClientException", "No such caller");
    }
    try {
      return called(exchange, platform);
    } catch (AwsServiceException refused) {
      return refused(refused);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Answer called(Exchange exchange, Platform platform) throws IOException {
    var target = exchange.header("x-amz-target").orElse("").split("\\.", -1);
    return switch (target[0]) {
      case "DynamoDB_20120810" ->
          json(exchange, new Client(DynamoDbClient.class, platform.dynamo()), target[1]);
      case "AmazonSQS" -> json(exchange, new Client(SqsClient.class, platform.queue()), target[1]);
      case "AmazonSSM" ->
          json(exchange, new Client(SsmClient.class, platform.parameters()), target[1]);
      default ->
          (exchange.method() + " " + exchange.path()).equals(SEND_EMAIL)
              ? json(exchange, new Client(SesV2Client.class, platform.mail()), "SendEmail")
              : published(exchange.fields(), platform);
    };
  }

  private static Answer json(Exchange exchange, Client client, String action) throws IOException {
    String name = action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
    Method method =
        Arrays.stream(client.api().getMethods())
            .filter(each -> each.getName().equals(name) && each.getParameterCount() == 1)
            .filter(each -> SdkRequest.class.isAssignableFrom(each.getParameterTypes()[0]))
            .findFirst()
            .orElseThrow();
    JsonNode request = JSON.readTree(exchange.body());
    try {
      var builder = (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
      var response =
          (SdkPojo)
              method.invoke(
                  client.real(), ServiceJson.read(request, Objects.requireNonNull(builder)));
      return Answer.of(
          200,
          "application/x-amz-json-1.0",
          JSON.writeValueAsBytes(ServiceJson.written(Objects.requireNonNull(response))));
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(thrown);
    } catch (ReflectiveOperationException unfit) {
      throw new IllegalStateException(unfit);
    }
  }

  /** A text message: the one service that still speaks forms and XML. */
  private static Answer published(Map<String, String> form, Platform platform) {
    if (!Objects.equals(form.get("Action"), "Publish")) {
      return error(404, JSON.createObjectNode(), "UnknownOperationException", "Not here");
    }
    String id =
        platform
            .sms()
            .publish(sms -> sms.phoneNumber(form.get("PhoneNumber")).message(form.get("Message")))
            .messageId();
    String xml =
        """
        <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">\
        <PublishResult><MessageId>%s</MessageId></PublishResult></PublishResponse>\
        """
            .formatted(id);
    return Answer.text(200, xml).with("content-type", "text/xml");
  }

  private static Answer refused(AwsServiceException refused) {
    @Nullable String code =
        refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorCode();
    return error(
        refused.statusCode() >= 400 ? refused.statusCode() : 400,
        ServiceJson.written(refused),
        code == null ? refused.getClass().getSimpleName() : code,
        String.valueOf(refused.getMessage()));
  }

  private static Answer error(int status, ObjectNode body, String code, String message) {
    Answer answer = Answer.json(status, body.put("__type", code).put("message", message));
    return answer.with("x-amzn-errortype", code);
  }

  @Override
  public void close() {
    front.close();
  }
}
