/** What happens without anybody asking: the queue's letters and work, and the minute's sweep. */
@NullMarked
package se.invanardialog.dispatch;

import org.jspecify.annotations.NullMarked;
