@NullMarked
package se.invanardialog.local.demo;

import org.jspecify.annotations.NullMarked;
