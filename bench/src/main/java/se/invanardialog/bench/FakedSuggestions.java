package se.invanardialog.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import se.invanardialog.core.Platform;
import se.invanardialog.suggestions.SuggestionFunction;

/** The suggestions on a faked table; made by name, as the local service makes every function. */
public final class FakedSuggestions
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final SuggestionFunction real;

  public FakedSuggestions(Platform platform) {
    real = new SuggestionFunction(FakedTable.wiring(platform, "core", "suggestions"));
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return real.handleRequest(event, context);
  }
}
