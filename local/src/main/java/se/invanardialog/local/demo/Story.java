package se.invanardialog.local.demo;
import se.invanardialog.local.LocalService;
final class Story { private final LocalService s; Story(LocalService s){this.s=s;} void tell(){ s.baseUrl(); } }
