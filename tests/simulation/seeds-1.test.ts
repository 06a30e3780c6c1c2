import { seedsFrom } from './seeds.ts';

seedsFrom(1, 150);
