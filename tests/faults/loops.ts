import { setTimeout as pass } from 'node:timers/promises';
import { installed, join } from '../support/seller.ts';
import { relativeEdit, someEdit } from './edits.ts';
import { signal } from './hands.ts';
import { isJoin, isSync } from './line.ts';
import { listed, type Scene } from './scene.ts';
import { judge, settled, type Verdict } from './verdict.ts';
import { someMoment } from './weather.ts';

export type Side = 'server' | 'phone';

/** Every so many loops a phone is killed while it joins or soon after, before Chromium has written its cookie down. */
const JOINS = 6;

/** One loop: edits over a bad line, one side killed in the middle of a sync once or twice, and the verdict on a good line. */
export async function loop(scene: Scene, side: Side, number: number): Promise<Verdict> {
	scene.story = [];
	scene.faultsBegin();
	if (side === 'phone' && number % JOINS === 2) await joinKilled(scene);
	if (scene.random.chance(0.4)) await relativeEdit(scene);
	const kills = scene.random.chance(0.3) ? 2 : 1;
	for (let i = 0; i < kills; i++) await (side === 'server' ? killServer(scene) : killPhone(scene));
	scene.faultsEnd();
	await settled(scene);
	return judge(scene);
}

/** The verdict on a phone that was never here before: it has what the office has. */
export async function onFreshPhone(scene: Scene): Promise<Verdict> {
	await scene.newPhone();
	await join(scene.page, await scene.link());
	await settled(scene);
	return judge(scene);
}

/** Edits until the ambush has struck. An edit that dies with the phone is what it is for. */
async function editUntil(scene: Scene, struck: Promise<void>, mayDie: boolean): Promise<void> {
	let isStruck = false;
	const watched = struck.then(() => (isStruck = true));
	while (!isStruck) {
		try {
			await someEdit(scene);
			if (scene.random.chance(0.7)) await signal(scene.page);
		} catch (error) {
			if (!mayDie || !(await Promise.race([watched, late()]))) throw error;
		}
		await Promise.race([watched, quiet(scene)]);
	}
	await watched;
}

/** False when a death is not what an error came of, milliseconds later. */
const late = (): Promise<false> => pass(5_000, false);

/** A person looks at what they have done, for up to half a second. */
const quiet = ({ random }: Scene): Promise<void> => pass(random.below(500));

async function killServer(scene: Scene): Promise<void> {
	if (scene.random.chance(0.5)) await someEdit(scene);
	const struck = scene.line.ambush({
		turn: someMoment(scene.random, 'server'),
		of: isSync,
		after: scene.random.below(3),
		strike: () => scene.killServer(),
	});
	await editUntil(scene, struck, false);
	// The office is gone, and nobody in the village knows.
	if (scene.random.chance(0.5)) await someEdit(scene);
	await scene.startServer();
}

async function killPhone(scene: Scene): Promise<void> {
	// Something saved goes up when it strikes, and not only what the phone dies over.
	if (scene.random.chance(0.7)) await someEdit(scene);
	const struck = scene.line.ambush({
		turn: someMoment(scene.random, 'phone'),
		of: isSync,
		after: scene.random.below(3),
		strike: () => scene.killPhone(),
	});
	await editUntil(scene, struck, true);
	await scene.reopenPhone('/sell/prices');
	await listed(scene.page);
}

/** A new phone is killed while it joins, or in its first rounds. It needs no other invitation. */
async function joinKilled(scene: Scene): Promise<void> {
	const link = await scene.link();
	await scene.newPhone();
	const isEarly = scene.random.chance(0.4);
	scene.faultsEnd();
	const struck = scene.line.ambush({
		turn: someMoment(scene.random, 'phone'),
		of: isEarly ? isJoin : isSync,
		after: isEarly ? 0 : scene.random.below(2),
		strike: () => scene.killPhone(),
	});
	const joining = join(scene.page, link);
	if (isEarly) {
		await Promise.all([struck, joining.catch(() => undefined)]);
		await scene.reopenPhone(null);
		await join(scene.page, link);
	} else {
		await joining.catch(() => undefined);
		scene.tell('joined');
		await editUntil(scene, struck, true);
		await scene.reopenPhone('/sell');
	}
	await listed(scene.page);
	await installed(scene.page);
	scene.faultsBegin();
}
