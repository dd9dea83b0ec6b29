/** Functions as Lambda runs them: from their zips, each in a process under the runtime client. */
@NullMarked
package se.invanardialog.local.isolated;

import org.jspecify.annotations.NullMarked;
