import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileErasures, memoryErasures } from './erasures.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'erasures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a buyer who was erased is known again, with the latest time, also by another process', () => {
	const one = fileErasures(folder);
	expect(one.isEmpty()).toBe(true);
	expect(one.of('0812345678')).toBeNull();
	one.add('0812345678', 1);
	const other = fileErasures(folder);
	other.add('0812345678', 3);
	expect([one, other].map((erasures) => erasures.of('0812345678'))).toEqual([3, 3]);
	expect(one.of('0812345679')).toBeNull();
	expect(one.isEmpty()).toBe(false);
});

test('the file tells no number, and without its key nobody finds one by trying them all', () => {
	fileErasures(folder).add('0812345678', 1);
	const line = readFileSync(join(folder, 'erasures.jsonl'), 'utf8');
	expect(line).not.toContain('812345678');
	expect(fileErasures(folder).hasLostKey()).toBe(false);
	rmSync(join(folder, 'erasures.key'));
	expect(fileErasures(folder).hasLostKey()).toBe(true);
	expect(fileErasures(folder).of('0812345678')).toBeNull();
});

test('the key is the server’s own, and one that is no key is told', () => {
	const erasures = fileErasures(folder);
	erasures.add('0812345678', 1);
	expect(statSync(join(folder, 'erasures.key')).mode & 0o077).toBe(0);
	appendFileSync(join(folder, 'erasures.key'), 'more');
	expect(() => fileErasures(folder).of('0812345678')).toThrow('holds no key');
});

test('a line that was cut short says nothing, and swallows none that comes after it', () => {
	const erasures = fileErasures(folder);
	erasures.add('0812345678', 1);
	appendFileSync(join(folder, 'erasures.jsonl'), '{"hash":"ab');
	erasures.add('0899999901', 2);
	expect(erasures.of('0812345678')).toBe(1);
	expect(erasures.of('0899999901')).toBe(2);
});

test('in memory it is the same', () => {
	const erasures = memoryErasures();
	erasures.add('0812345678', 2);
	expect([erasures.of('0812345678'), erasures.of('0'), erasures.isEmpty()]).toEqual([2, null, false]);
});
