package se.invanardialog.panels.surveys;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.members.Panels;
import se.invanardialog.suggestions.Wiring;

/** How surveys are put together, on what the features below have. */
public final class SurveysWiring {
  public final Surveys surveys;
  public final Building building;
  public final Trials trials;
  final Panels panels;
  final Table table;
  final Site site;
  final InstantSource time;
  final Wiring below;

  public SurveysWiring(Wiring below, Panels panels) {
    this.below = below;
    this.panels = panels;
    table = below.table;
    site = below.site;
    time = below.time;
    surveys = new Surveys(below.table, below.ids);
    building = new Building(surveys, panels);
    trials = new Trials(below);
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.addAll(new SurveyPages(this).routes());
    routes.addAll(new OfficialSurveyApi(this).routes());
    var desk = new SurveyDesk(this);
    routes.addAll(new OfficialSurveys(desk).routes());
    routes.addAll(new SurveySteps(desk).routes());
    routes.addAll(new QuestionPages(desk).routes());
    routes.addAll(new TextPages(desk).routes());
    routes.addAll(new CheckPages(desk).routes());
    return routes;
  }
}
