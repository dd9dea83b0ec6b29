package se.invanardialog.suggestions.similar;

import java.util.Set;

/** Words that every suggestion has and that say nothing of what it is about. */
final class StopWords {
  private static final Set<String> SWEDISH =
      Set.of(
          """
          alla allt andra att av behöver bara blev bli blir borde bort både bör dag de del dem den \
          denna deras dess dessa det detta dig din dina ditt du där därför då efter ej eller en er \
          era ett fler flera får för föreslår förslag först ge genom gör göra ha hade han har hela \
          hellre henne hon honom hos hur här i ibland icke in inga ingen inget inom inte jag ju kan \
          kommer kommun kommunen kunde kunna lite man med mellan men mer mig min mina mindre mitt \
          mot mycket måste ni nog nu någon något några när och också om oss på redan sedan sig sin \
          sina sitt själv ska skall skulle som så sådan tack till tycker under upp ut utan vad var \
          vara varför varit varje vars vem vi vid vidare vilka vilken vilket vill vår våra vårt är \
          än ändå även över önskar\
          """
              .split(" "));

  private static final Set<String> ENGLISH =
      Set.of(
          """
          about all allow also am an and any are as at be because been being both but by can could \
          did do does doing each few for from get had has have having he her here him his how if in \
          into is it its itself just like make many may me more most must my need no nor not of off \
          on once only or other our out over own people please same she should so some such than \
          that the their them then there these they this those through to too under until up us \
          very want was we were what when where which while who whom why will with would you your\
          """
              .split(" "));

  private static final Set<String> SPANISH =
      Set.of(
          """
          al algo alguna algunos ante antes así aunque bien cada como con contra cual cuando de del \
          desde donde dos el ella ellas ellos en entre era es esa ese eso esta estas este esto \
          estos está están fue ha haber hacer hasta hay la las le les lo los más me mi mucho muchos \
          muy nada ni no nos nosotros nuestra nuestro otra otras otro otros para pero poco por \
          porque puede pueden que quien se sea sean ser si sin sobre solo son su sus sí también \
          tan tanto te tiene tienen toda todas todo todos tras tu un una unas uno unos ya yo\
          """
              .split(" "));

  private StopWords() {}

  static Set<String> of(Stemming stemming) {
    return switch (stemming) {
      case SWEDISH -> SWEDISH;
      case ENGLISH -> ENGLISH;
      case SPANISH -> SPANISH;
      case ARABIC -> Set.of();
    };
  }
}
