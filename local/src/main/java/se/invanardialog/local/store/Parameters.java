package se.invanardialog.local.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.lambda.Guard;
import se.invanardialog.local.template.LambdaResource;
import se.invanardialog.local.template.Template;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** The parameter store: keys made by chance at the first start and kept with the data. */
public final class Parameters {
  private static final int KEY_BYTES = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  public static Parameters open(DataFolder data, Template template) {
    try (Journal journal = data.journal("parameters")) {
      var values = new LinkedHashMap<String, String>();
      for (String line : journal.open()) {
        values.putAll(JSON.readValue(line, new TypeReference<Map<String, String>>() {}));
      }
      var chance = new SecureRandom();
      for (String name : template.parameterNames()) {
        if (!values.containsKey(name)) {
          byte[] key = new byte[KEY_BYTES];
          chance.nextBytes(key);
          values.put(name, Base64.getEncoder().encodeToString(key));
        }
      }
      journal.rewrite(List.of(JSON.writeValueAsString(values)));
      return new Parameters(values);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /**
   * @throws ParameterNotFoundException as the parameter store
   */
  public String value(String name) {
    @Nullable String value = values.get(name);
    if (value == null) {
      throw ParameterNotFoundException.builder().message(name).build();
    }
    return value;
  }

  /** The store as one function may use it. */
  public SsmClient client(LambdaResource function) {
    return new Client(this, function);
  }

  private record Client(Parameters all, LambdaResource function) implements SsmClient {
    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      String arn = Template.parameterArn(request.name());
      if (!Guard.allows(function, "ssm:GetParameter", arn)) {
        throw (SsmException)
            SsmException.builder()
                .message(Guard.refusal(function, "ssm:GetParameter", arn))
                .build();
      }
      String value = all.value(request.name());
      return GetParameterResponse.builder()
          .parameter(found -> found.name(request.name()).value(value))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
