package se.invanardialog.localstack;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local as a server that is heard on this machine only; by itself it binds every address.
 */
public final class DynamoServer {
  private DynamoServer() {}

  public static void main(String[] arguments) throws Exception {
    DynamoDBProxyServer dynamo = ServerRunner.createServerFromCommandLineArgs(arguments);
    var field = DynamoDBProxyServer.class.getDeclaredField("server");
    field.setAccessible(true);
    for (Connector connector : ((Server) field.get(dynamo)).getConnectors()) {
      ((ServerConnector) connector).setHost("127.0.0.1");
    }
    dynamo.safeStart();
    dynamo.join();
  }

  /** LocalStack puts an agent before it, which we have no use for. */
  public static void premain(String unused) {}
}
