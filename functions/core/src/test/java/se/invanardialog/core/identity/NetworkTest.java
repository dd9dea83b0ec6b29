package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {
  @Test
  void an_address_lies_in_a_network_of_a_size_that_one_sender_may_hold() {
    assertThat(Network.of("192.0.2.77")).isEqualTo("192.0.2.0/24");
    assertThat(Network.of("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:0:0:0:0:0/48");
    assertThat(Network.place("192.0.2.77")).isEqualTo("192.0.2.77/32");
    assertThat(Network.place("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2:0:0:0:0/64");
  }

  @Test
  void what_is_no_address_has_no_network_and_asks_no_name_server() {
    assertThat(Network.of("")).isEmpty();
    assertThat(Network.of("exempel.se")).isEmpty();
    assertThat(Network.place("unknown")).isEqualTo("unknown");
  }

  @Test
  void an_official_may_write_a_network_in_several_ways() {
    assertThat(Network.read("192.0.2.0/24")).contains("192.0.2.0/24");
    assertThat(Network.read("192.0.2.9")).contains("192.0.2.0/24");
    assertThat(Network.read("2001:db8:1::/48")).contains(Network.of("2001:db8:1::7"));
    assertThat(Network.read("nätet")).isEmpty();
  }
}
