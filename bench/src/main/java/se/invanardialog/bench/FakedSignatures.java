package se.invanardialog.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import se.invanardialog.core.Platform;
import se.invanardialog.signatures.SignatureFunction;
import se.invanardialog.signatures.SignatureWiring;

/** The signatures on a faked table; made by name, as the local service makes every function. */
public final class FakedSignatures
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final SignatureFunction real;

  public FakedSignatures(Platform platform) {
    real =
        new SignatureFunction(
            new SignatureWiring(FakedTable.wiring(platform, "core", "suggestions", "signatures")));
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return real.handleRequest(event, context);
  }
}
