package se.invanardialog.core.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** The network an address lies in: the key by which waves from one place are found and limited. */
public final class Network {
  private static final int IPV4_KEPT_BITS = 24;
  private static final int IPV6_KEPT_BITS = 48;

  /** One household's or one library's share of IPv6. */
  private static final int IPV6_PLACE_BITS = 64;

  private Network() {}

  /** IPv4 by /24 and IPv6 by /48, such as {@code 192.0.2.0/24}; empty for what is no address. */
  public static String of(String address) {
    return cut(address, IPV4_KEPT_BITS, IPV6_KEPT_BITS).orElse("");
  }

  /** One address, which of IPv6 is a /64. */
  public static String place(String address) {
    return cut(address, Integer.SIZE, IPV6_PLACE_BITS).orElse("unknown");
  }

  /** A network as an official writes it: with or without its length, or any address in it. */
  public static Optional<String> read(String written) {
    int slash = written.indexOf('/');
    String address = slash < 0 ? written : written.substring(0, slash);
    String network = of(address.strip());
    return network.isEmpty() ? Optional.empty() : Optional.of(network);
  }

  private static Optional<String> cut(String address, int ipv4Bits, int ipv6Bits) {
    byte[] bytes;
    try {
      bytes = InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
    int bits = bytes.length == 4 ? ipv4Bits : ipv6Bits;
    Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
    try {
      return Optional.of(InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
