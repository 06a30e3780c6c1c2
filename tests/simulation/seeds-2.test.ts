import { seedsFrom } from './seeds.ts';

seedsFrom(151, 150);
