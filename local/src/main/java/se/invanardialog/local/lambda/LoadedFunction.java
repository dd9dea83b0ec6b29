package se.invanardialog.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.local.StartProblem;
import se.invanardialog.local.template.LambdaResource;

/**
 * A function in this process, called through the runtime's own serializers. One instance serves all
 * calls, also those at the same time.
 */
public final class LoadedFunction implements LambdaFunction {
  private static final int FIRST_RESPONSE_BYTES = 1_024;

  private final LambdaResource resource;
  private final RequestStreamHandler handler;

  private LoadedFunction(LambdaResource resource, RequestStreamHandler handler) {
    this.resource = resource;
    this.handler = handler;
  }

  /**
   * @throws StartProblem when the template's handler is not on the class path or can't be made
   */
  public static LoadedFunction load(LambdaResource resource, Platform platform) {
    String name = resource.handler().replaceFirst("::handleRequest$", "");
    try {
      Object handler = Class.forName(name).getConstructor(Platform.class).newInstance(platform);
      return new LoadedFunction(resource, streaming(handler));
    } catch (ClassNotFoundException missing) {
      throw new StartProblem(
          "template.yaml: " + resource.id() + " names " + name + ", which is not built in",
          missing);
    } catch (InvocationTargetException failed) {
      throw new StartProblem(resource.id() + " can't start: " + failed.getCause(), failed);
    } catch (ReflectiveOperationException unfit) {
      throw new StartProblem(
          "template.yaml: " + name + " needs a public constructor (Platform)", unfit);
    }
  }

  private static RequestStreamHandler streaming(Object handler) {
    return switch (handler) {
      case RequestStreamHandler streams -> streams;
      case RequestHandler<?, ?> objects -> converting(objects);
      default -> throw new StartProblem(handler.getClass() + " is no Lambda handler");
    };
  }

  @SuppressWarnings("unchecked")
  private static RequestStreamHandler converting(RequestHandler<?, ?> handler) {
    Method method =
        Arrays.stream(handler.getClass().getMethods())
            .filter(each -> each.getName().equals("handleRequest") && !each.isBridge())
            .filter(each -> each.getParameterCount() == 2)
            .filter(each -> each.getParameterTypes()[1] == Context.class)
            .findFirst()
            .orElseThrow();
    PojoSerializer<Object> reader = serializer(method.getGenericParameterTypes()[0]);
    PojoSerializer<Object> writer = serializer(method.getGenericReturnType());
    var function = (RequestHandler<Object, @Nullable Object>) handler;
    return (input, output, context) -> {
      @Nullable Object result = function.handleRequest(reader.fromJson(input), context);
      if (result == null) {
        output.write(new byte[] {'n', 'u', 'l', 'l'});
      } else {
        writer.toJson(result, output);
      }
    };
  }

  /** As the runtime chooses: events it knows with their own rules, all else as plain JSON. */
  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> event
        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(event, LoadedFunction.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }

  @Override
  public LambdaResource resource() {
    return resource;
  }

  @Override
  public byte[] invoke(byte[] event) {
    var response = new ByteArrayOutputStream(FIRST_RESPONSE_BYTES);
    var context = new Invocation(resource, UUID.randomUUID().toString(), System.nanoTime());
    try {
      handler.handleRequest(new ByteArrayInputStream(event), response, context);
      return response.toByteArray();
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError fault) {
      throw new InvocationFailure(resource.id(), fault);
    }
  }
}
