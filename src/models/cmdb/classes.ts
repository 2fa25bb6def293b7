import { apiService } from './nodes/api-service.ts';
import { backgroundService } from './nodes/background-service.ts';
import { businessService } from './nodes/business-service.ts';
import { dataCenter } from './nodes/data-center.ts';
import { database } from './nodes/database.ts';
import { microservice } from './nodes/microservice.ts';
import { mobileBackend } from './nodes/mobile-backend.ts';
import { networkDevice } from './nodes/network-device.ts';
import { region } from './nodes/region.ts';
import { server } from './nodes/server.ts';
import { webApplication } from './nodes/web-application.ts';

/** The classes of the estate. Their order is that of their record numbers, so it decides bytes. */
export const classes = [
  region,
  dataCenter,
  networkDevice,
  server,
  database,
  webApplication,
  apiService,
  microservice,
  backgroundService,
  mobileBackend,
  businessService,
] as const;

/** The label of a class. */
export type CiLabel = (typeof classes)[number]['label'];
