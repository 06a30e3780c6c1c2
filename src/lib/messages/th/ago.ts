import type { Ago } from '../../domain/ago.ts';
import { showDateTime, showTime } from '../../domain/dates.ts';

/** How long ago something was. */
export function ago(when: Ago): string {
	if (when.kind === 'now') return 'เมื่อกี้';
	if (when.kind === 'minutes') return `${when.count} นาทีที่แล้ว`;
	if (when.kind === 'today') return `วันนี้ ${showTime(when.at, 'th')}`;
	if (when.kind === 'yesterday') return `เมื่อวาน ${showTime(when.at, 'th')}`;
	return showDateTime(when.at, 'th');
}
