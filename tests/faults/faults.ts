import { rmSync } from 'node:fs';
import { loop, onFreshPhone, type Side } from './loops.ts';
import { Scene } from './scene.ts';
import { isFine, type Verdict } from './verdict.ts';

export interface Wish {
	readonly side: Side;
	readonly loops: number;
	readonly seed: number;
	readonly say: (line: string) => void;
}

export interface Tally {
	loops: number;
	lost: number;
	doubled: number;
	/** Left on the phone, or not the same here and there, when the line was good again. */
	apart: number;
	kills: number;
	edits: number;
	/** Edits that were being saved when the phone died. */
	unsure: number;
	syncs: number;
	interrupted: number;
	unreached: number;
	cuts: number;
}

export const tallyInWords = (tally: Tally): string =>
	`${tally.lost} lost, ${tally.doubled} doubled, ${tally.apart} apart, ${tally.kills} kills in ${tally.loops} loops, ` +
	`${tally.interrupted} of ${tally.syncs} syncs interrupted and ${tally.unreached} without a server, ` +
	`${tally.cuts} connections cut, ` +
	`${tally.edits} edits saved, ${tally.unsure} begun when the phone died`;

/** Lives through the loops of one side. The first that breaks a promise ends it, tells its story and keeps its folders. */
export async function faults({ side, loops, seed, say }: Wish): Promise<Tally> {
	const scene = await Scene.open(seed);
	const tally = { loops: 0, lost: 0, doubled: 0, apart: 0 };
	let isKept = true;
	const isBroken = (verdict: Verdict) => {
		tally.lost += verdict.lost.length;
		tally.doubled += verdict.doubled.length;
		tally.apart += verdict.apart.length;
		if (isFine(verdict)) return false;
		say(`${side}, seed ${seed}, loop ${tally.loops}: ${JSON.stringify(verdict, null, '\t')}`);
		return true;
	};
	try {
		while (tally.loops < loops && !isBroken(await loop(scene, side, ++tally.loops))) {
			if (tally.loops % 10 === 0) say(`${side}: ${tallyInWords(whole(tally, scene))}`);
		}
		const isWell = tally.lost + tally.doubled + tally.apart === 0;
		isKept = !isWell || isBroken(await onFreshPhone(scene));
	} catch (error) {
		say(`the screen: ${await scene.screen()}`);
		throw error;
	} finally {
		if (isKept) tellStory(scene, seed, tally.loops, say);
		await scene.close();
		if (!isKept) for (const folder of scene.folders) rmSync(folder, { recursive: true, force: true });
	}
	return whole(tally, scene);
}

function whole(told: Pick<Tally, 'loops' | 'lost' | 'doubled' | 'apart'>, scene: Scene): Tally {
	const { kills, unsure, ledger, line } = scene;
	return { ...told, kills, unsure, edits: ledger.saved, ...line.count() };
}

function tellStory(scene: Scene, seed: number, number: number, say: (line: string) => void): void {
	say(`the story of seed ${seed}, loop ${number}:`);
	for (const line of scene.story) say(`  ${line}`);
	say(`the server's data: ${scene.folder}; the phone's profile: ${scene.profile}`);
	say(`the server said: ${scene.server.output()}`);
}
