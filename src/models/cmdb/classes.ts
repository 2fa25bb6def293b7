import { apiService } from './nodes/api-service.ts';
import { backgroundService } from './nodes/background-service.ts';
import { businessService } from './nodes/business-service.ts';
import { certificate } from './nodes/certificate.ts';
import { change } from './nodes/change.ts';
import { container } from './nodes/container.ts';
import { dataCenter } from './nodes/data-center.ts';
import { database } from './nodes/database.ts';
import { kubernetesCluster } from './nodes/kubernetes-cluster.ts';
import { microservice } from './nodes/microservice.ts';
import { mobileBackend } from './nodes/mobile-backend.ts';
import { networkDevice } from './nodes/network-device.ts';
import { rack } from './nodes/rack.ts';
import { region } from './nodes/region.ts';
import { server } from './nodes/server.ts';
import { software } from './nodes/software.ts';
import { storageArray } from './nodes/storage-array.ts';
import { team } from './nodes/team.ts';
import { virtualMachine } from './nodes/virtual-machine.ts';
import { webApplication } from './nodes/web-application.ts';

/** The classes of the estate. Their order is that of their record numbers, so it decides bytes. */
export const classes = [
  region,
  dataCenter,
  rack,
  networkDevice,
  storageArray,
  server,
  virtualMachine,
  kubernetesCluster,
  container,
  database,
  webApplication,
  mobileBackend,
  apiService,
  backgroundService,
  microservice,
  businessService,
  team,
  software,
  certificate,
  change,
] as const;

/** The label of a class. */
export type CiLabel = (typeof classes)[number]['label'];
