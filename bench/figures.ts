/** A figure: its target, and the value past which the bench fails. `atLeast`: higher is better. */
export interface Figure {
	readonly name: string;
	readonly unit: string;
	readonly target: number | null;
	readonly fail: number | null;
	readonly atLeast?: true;
}

const low = (name: string, unit: string, target: number | null, fail: number | null): Figure => {
	return { name, unit, target, fail };
};
const high = (name: string, unit: string, target: number | null, fail: number | null): Figure => {
	return { name, unit, target, fail, atLeast: true };
};

/** Every figure by its name, in the order in which they are printed. kB = 1,000 bytes. */
export const FIGURES: readonly Figure[] = [
	low('size.sell.js', 'kB br', 75, 90),
	low('size.route.extra.js', 'kB br', 15, 25),
	low('size.worker', 'kB br', 6, 12),
	low('size.precache', 'kB br', 250, 400),
	low('size.precache.requests', 'requests', 12, 40),
	// What the marketer's app adds to it, once it was opened.
	low('size.precache.field', 'kB br', 60, 120),
	// What a phone fetches whose browser lacks all that most have.
	low('size.precache.standins', 'kB br', 40, null),
	low('size.store.js', 'kB br', 0, 5),
	low('size.store.list', 'kB br', 14, 20),
	high('lighthouse.store', 'points', 100, 95),
	high('lighthouse.sell', 'points', 97, 90),
	low('load.first.usable', 's', 4.5, 6),
	low('start.offline.1k', 'ms', 800, 1_500),
	low('start.offline.10k', 'ms', null, 1_500),
	low('start.offline.ratio', 'x', 1.3, null),
	low('start.page.1k', 'ms', null, null),
	low('start.answers.1k', 'ms', null, null),
	// What the machine and its browser take for ten rows and nothing else.
	low('start.floor', 'ms', null, null),
	low('edit.saved.p95', 'ms', 100, 200),
	low('search.local.p95', 'ms', 50, 120),
	low('photo.12mp.time', 's', 4, 8),
	low('photo.12mp.memory', 'MB', 100, 200),
	low('photo.many.memory', 'MB', null, null),
	low('photo.full.bytes', 'kB', 150, 200),
	low('photo.thumb.bytes', 'kB', 12, 20),
	low('photos.line.ratio', 'x', 1.1, 1.15),
	low('photos.line.price', 'round trips', 2, 2.5),
	low('sync.first200.bytes', 'B', 24_700, 29_632),
	low('sync.first200.text.bytes', 'B', 12_500, null),
	low('sync.first200.requests', 'requests', 1, null),
	low('sync.edit.push.bytes', 'B', 490, 780),
	low('sync.edit.pull.bytes', 'B', 475, 780),
	low('sync.hundred.push.bytes', 'B', 1_500, 3_496),
	low('sync.hundred.pull.bytes', 'B', 1_300, 2_009),
	low('sync.idle.bytes', 'B', 430, 613),
	low('sync.edit.requests', 'requests', 1, 1),
	low('sync.first200.edge', 's', 3.4, 3.8),
	low('sync.first200.far', 's', null, null),
	low('sync.edit.push.far', 's', null, null),
	low('sync.first200.road', 's', null, null),
	low('sync.cookie.bytes', 'B', null, null),
	low('chromium.first200.h2.bytes', 'B', null, null),
	low('chromium.edit.push.h1.bytes', 'B', null, null),
	low('chromium.edit.push.h2.bytes', 'B', null, null),
	low('chromium.edit.pull.h2.bytes', 'B', null, null),
	low('chromium.idle.h2.bytes', 'B', null, null),
	low('marketer.round.bytes', 'B', null, null),
	low('marketer.round.requests', 'requests', null, null),
	low('marketer.round.local', 's', null, null),
	low('marketer.round.far', 's', null, null),
	low('marketer.round.edge', 's', null, null),
	low('marketer.round.road', 's', null, null),
	low('marketer.province.bytes', 'B', null, null),
	low('marketer.province.requests', 'requests', null, null),
	low('marketer.province.local', 's', null, null),
	low('marketer.province.far', 's', null, null),
	low('marketer.province.edge', 's', null, null),
	low('marketer.province.road', 's', null, null),
	low('carry.bytes', 'kB', 900, 1_200),
	low('carry.requests', 'requests', null, null),
	low('carry.road', 's', null, null),
	low('carry.start', 'ms', 800, 1_500),
	low('carry.start.page', 'ms', null, null),
	low('carry.start.answers', 'ms', null, null),
	low('carry.start.floor', 'ms', null, null),
	low('carry.search.p95', 'ms', 50, 120),
	low('sync.model200.bytes', 'B', null, null),
	high('import.rows.accounted', '%', 100, 100),
	high('import.addresses.resolved', '%', 99, 97),
	high('import.phones.repaired', '%', 99, 97),
	low('import.seconds', 's', null, null),
	low('import.memory', 'MB', null, null),
	low('desk.overview', 'ms', 500, 1_000),
	low('desk.review', 'ms', 500, 1_000),
	low('server.sync.p99', 'ms', 150, 500),
	high('server.sync.rate', 'a second', null, null),
];
